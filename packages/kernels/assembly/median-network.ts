/** Exchanges two values of a network: the smaller one goes to the first wire. */
type Exchange = readonly [low: number, high: number];

/** Exchanges that sort `count` wires: odd-even merge sort by K. E. Batcher (1968). */
function sorting(wires: readonly number[]): readonly Exchange[] {
  const found: Exchange[] = [];
  const n = 2 ** Math.ceil(Math.log2(wires.length));
  for (let p = 1; p < n; p *= 2)
    for (let k = p; k >= 1; k /= 2)
      for (let j = k % p; j + k < n; j += 2 * k)
        for (let i = 0; i < k; i++)
          if (Math.floor((i + j) / (2 * p)) === Math.floor((i + j + k) / (2 * p)) && i + j + k < wires.length)
            found.push([wires[i + j]!, wires[i + j + k]!]);
  return found;
}

/** What a network computes: one smaller or greater of two values after the other. */
interface Step {
  readonly operation: "min" | "max";
  readonly a: string;
  readonly b: string;
  readonly name: string;
}

/**
 * The steps to the median of `side` x `side` values whose columns are sorted: wire `side * i + j` has the i-th smallest of column j.
 *
 * Rows are sorted, then all; exchanges that never change anything are left out (by the 0-1 principle it is enough to try columns of
 * zeros and ones), and so is what no path leads from to the middle.
 */
function medianSteps(side: number): { readonly steps: readonly Step[]; readonly median: string } {
  const index = Array.from({ length: side }, (_, i) => i);
  const rows = index.flatMap((i) => sorting(index.map((j) => side * i + j)));
  const wires = Array.from({ length: side * side }, (_, i) => i);
  const needed = [...rows, ...sorting(wires)];
  const useful = withoutIdle(needed, side);
  const names = wires.map((wire) => `v${wire}`);
  const steps: Step[] = [];
  for (const [low, high] of useful) {
    const [a, b] = [names[low]!, names[high]!];
    names[low] = `s${steps.length}`;
    steps.push({ operation: "min", a, b, name: names[low]! });
    names[high] = `s${steps.length}`;
    steps.push({ operation: "max", a, b, name: names[high]! });
  }
  const median = names[(side * side - 1) / 2]!;
  return { steps: leadingTo(median, steps), median };
}

function withoutIdle(exchanges: readonly Exchange[], side: number): readonly Exchange[] {
  const busy = new Set<Exchange>();
  for (let pattern = 0; pattern < (side + 1) ** side; pattern++) {
    const values = new Uint8Array(side * side);
    for (let j = 0, rest = pattern; j < side; j++, rest = Math.floor(rest / (side + 1)))
      for (let i = side - (rest % (side + 1)); i < side; i++) values[side * i + j] = 1;
    for (const exchange of exchanges) {
      const [low, high] = exchange;
      if (values[low]! <= values[high]!) continue;
      busy.add(exchange);
      values[low] = 0;
      values[high] = 1;
    }
    if (values[(side * side - 1) / 2] !== (values.reduce((sum, value) => sum + value, 0) > (side * side) / 2 ? 1 : 0))
      throw new Error("the network does not find the median");
  }
  return exchanges.filter((exchange) => busy.has(exchange));
}

function leadingTo(result: string, steps: readonly Step[]): readonly Step[] {
  const wanted = new Set([result]);
  return [...steps]
    .reverse()
    .filter(({ name, a, b }) => {
      if (!wanted.has(name)) return false;
      wanted.add(a);
      wanted.add(b);
      return true;
    })
    .reverse();
}

/** AssemblyScript that takes the median of `side` x `side` samples of a type at every place of a row. */
export function medianSource(side: number, type: "u8" | "u16"): string {
  const index = Array.from({ length: side }, (_, i) => i);
  const columns = sorting(index).flatMap(([a, b], i) => [
    `const t${i} = v128.min<${type}>(c${a}, c${b});`,
    `c${b} = v128.max<${type}>(c${a}, c${b});`,
    `c${a} = t${i};`,
  ]);
  const { steps, median } = medianSteps(side);
  const bytes = type === "u8" ? 1 : 2;
  const half = (side - 1) / 2;
  return `
/** \`sorted\` has room for ${side} rows of \`bytes\`; each row that \`rows\` points to is ${half} samples longer on both sides. */
export function median${side}_${8 * bytes}(rows: usize, sorted: usize, to: usize, bytes: usize): void {
${index.map((i) => `  const r${i} = <usize>load<u32>(rows, ${4 * i});`).join("\n")}
  for (let x: usize = 0; x < bytes; x += 16) {
${index.map((i) => `    let c${i} = v128.load(r${i} + x);`).join("\n")}
${columns.map((line) => `    ${line}`).join("\n")}
${index.map((i) => `    v128.store(sorted + ${i} * bytes + x, c${i});`).join("\n")}
  }
  for (let x: usize = 0; x + 16 <= bytes - ${2 * half * bytes}; x += 16) {
${index.flatMap((i) => index.map((j) => `    const v${side * i + j} = v128.load(sorted + ${i} * bytes + x, ${j * bytes});`)).join("\n")}
${steps.map(({ operation, a, b, name }) => `    const ${name} = v128.${operation}<${type}>(${a}, ${b});`).join("\n")}
    v128.store(to + x, ${median});
  }
}
`;
}
