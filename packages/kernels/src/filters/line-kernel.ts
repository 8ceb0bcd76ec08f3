/**
 * A symmetric weighting of neighbours, evaluated on a grid: sample k stands at `origin + k * step` of the input line and is the sum of
 * `weights[j] * (input[position - j] + input[position + j])` over j = 1..radius, plus `weights[0] * input[position]`.
 */
export interface LineKernel {
  readonly weights: Float64Array;
  readonly origin: number;
  readonly step: number;
  readonly count: number;
}
