// Rows down one tree of a packed forest, eight side by side; `packages/kernels/src/learn/pack-forest.ts` says how it is laid out.

/** How many bytes to go on: 8 to the left child, or what the right one is away. */
function stepDown(right: u32, value: f32, threshold: f32): usize {
  return (right ^ ((right ^ 2) & (0 - <u32>(value <= threshold)))) << 2;
}

/**
 * `block` holds `groups` groups of eight rows, each `bytes` long: for every feature the values of the eight. `ends` takes the first word of
 * each row's leaf.
 */
export function descendRows(tree: usize, block: usize, groups: i32, bytes: usize, shift: u32, ends: usize): void {
  const mask: u32 = (1 << shift) - 1;
  for (let k = 0; k < groups; k++) {
    let a = tree;
    let b = tree;
    let c = tree;
    let d = tree;
    let e = tree;
    let f = tree;
    let g = tree;
    let h = tree;
    for (;;) {
      const wa = load<u32>(a, 4);
      const wb = load<u32>(b, 4);
      const wc = load<u32>(c, 4);
      const wd = load<u32>(d, 4);
      const we = load<u32>(e, 4);
      const wf = load<u32>(f, 4);
      const wg = load<u32>(g, 4);
      const wh = load<u32>(h, 4);
      if ((wa | wb | wc | wd | we | wf | wg | wh) === 0) break;
      a += stepDown(wa >> shift, load<f32>(block + ((wa & mask) << 2)), load<f32>(a));
      b += stepDown(wb >> shift, load<f32>(block + ((wb & mask) << 2), 4), load<f32>(b));
      c += stepDown(wc >> shift, load<f32>(block + ((wc & mask) << 2), 8), load<f32>(c));
      d += stepDown(wd >> shift, load<f32>(block + ((wd & mask) << 2), 12), load<f32>(d));
      e += stepDown(we >> shift, load<f32>(block + ((we & mask) << 2), 16), load<f32>(e));
      f += stepDown(wf >> shift, load<f32>(block + ((wf & mask) << 2), 20), load<f32>(f));
      g += stepDown(wg >> shift, load<f32>(block + ((wg & mask) << 2), 24), load<f32>(g));
      h += stepDown(wh >> shift, load<f32>(block + ((wh & mask) << 2), 28), load<f32>(h));
    }
    store<i32>(ends, load<i32>(a));
    store<i32>(ends, load<i32>(b), 4);
    store<i32>(ends, load<i32>(c), 8);
    store<i32>(ends, load<i32>(d), 12);
    store<i32>(ends, load<i32>(e), 16);
    store<i32>(ends, load<i32>(f), 20);
    store<i32>(ends, load<i32>(g), 24);
    store<i32>(ends, load<i32>(h), 28);
    ends += 32;
    block += bytes;
  }
}
