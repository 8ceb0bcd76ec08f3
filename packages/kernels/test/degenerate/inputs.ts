import type { DType } from "@argosy/core";
import { newSamples, SAMPLE_BYTES } from "@argosy/core";
import type { Plane } from "../../src/index.ts";

/** A plane that kernels stumble over. */
export interface DegenerateInput {
  readonly name: string;
  readonly dtype: DType;
  readonly plane: Plane;
  /** Whether it holds NaN or an infinity. */
  readonly finite: boolean;
}

const DTYPES = Object.keys(SAMPLE_BYTES) as readonly DType[];
const LARGEST: Readonly<Record<DType, number>> = {
  uint8: 255,
  int8: 127,
  uint16: 65535,
  int16: 32767,
  uint32: 4294967295,
  int32: 2147483647,
  float32: 1,
  float64: 1,
};

/** Each sample type in every degenerate form. */
export const DEGENERATE: readonly DegenerateInput[] = DTYPES.flatMap(inputsOf);

function inputsOf(dtype: DType): readonly DegenerateInput[] {
  const largest = LARGEST[dtype];
  const float = dtype.startsWith("float");
  const make = (name: string, width: number, height: number, value: (i: number) => number): DegenerateInput => {
    const data = newSamples(dtype, width * height);
    for (let i = 0; i < data.length; i++) data[i] = value(i);
    return { name: `${name} of ${dtype}`, dtype, plane: { data, width, height }, finite: data.every((v: number) => Number.isFinite(v)) };
  };
  // Numbers without a pattern, the same every time.
  const mixed = (i: number): number => ((i * 2654435761) % 1000) / 1000;
  const inputs = [
    make("1 x 1", 1, 1, () => largest / 2),
    make("1 x 7", 1, 7, (i) => largest * mixed(i)),
    make("7 x 1", 7, 1, (i) => largest * mixed(i)),
    make("2 x 2", 2, 2, (i) => (i === 2 ? largest : 0)),
    make("constant", 9, 6, () => largest / 3),
    make("zeros", 9, 6, () => 0),
    make("all foreground", 9, 6, () => largest),
    make("one bright pixel", 9, 6, (i) => (i === 22 ? largest : 0)),
    make("an object at the border", 9, 6, (i) => (i % 9 < 3 ? largest : 0)),
    make("the full range", 11, 9, (i) => largest * mixed(i)),
  ];
  if (dtype === "uint16") inputs.push(make("12 bits", 11, 9, (i) => 4095 * mixed(i)));
  if (!dtype.startsWith("u")) inputs.push(make("negative", 11, 9, (i) => -largest * mixed(i)));
  if (float) {
    inputs.push(make("NaN among others", 11, 9, (i) => (i % 7 === 3 ? Number.NaN : mixed(i))));
    inputs.push(make("NaN alone", 5, 4, () => Number.NaN));
    inputs.push(make("infinities", 11, 9, (i) => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][i % 13] ?? mixed(i)));
    inputs.push(make("far from 0", 11, 9, (i) => 1e6 + mixed(i)));
  }
  return inputs;
}
