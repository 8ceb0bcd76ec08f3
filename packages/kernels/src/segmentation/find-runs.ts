import type { Mask } from "../array/plane.ts";

/** Which samples of a mask are meant: other than 0, or 0. */
export type Ground = "foreground" | "background";

/** Runs in raster order, as offsets into the plane; `rows[y]` is the first run of row y, `rows[height]` their number. */
export interface RowRuns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly rows: Int32Array;
}

/**
 * The horizontal runs of a mask's foreground or background, each as long as can be within its row. Any sample other than 0 is foreground.
 *
 * Four samples are looked at as one word, the first one in its lowest byte, and empty ones four words at a time.
 *
 * @param mask - `[height, width]`; not changed.
 * @returns No run for a row without such samples; a mask without a pixel has none.
 *
 * Time O(pixels), memory 8 bytes a run and 4 a row.
 */
export function findRuns({ data, width, height }: Mask, ground: Ground): RowRuns {
  const samples = data.byteOffset % 4 === 0 ? data : data.slice();
  const words = new Int32Array(samples.buffer, samples.byteOffset, samples.length >> 2);
  const rows = new Int32Array(height + 1);
  let edges = new Int32Array(4_096);
  let count = 0;
  for (let y = 0; y < height; y++) {
    if (count + width + 2 > edges.length) edges = grown(edges, count + width + 2);
    count = findEdges({ samples, words, edges, outside: ground === "background" ? 1 : 0 }, y * width, width, count);
    rows[y + 1] = count >> 1;
  }
  const starts = new Int32Array(count >> 1);
  const ends = new Int32Array(count >> 1);
  for (let run = 0; run < starts.length; run++) {
    starts[run] = edges[2 * run];
    ends[run] = edges[2 * run + 1];
  }
  return { starts, ends, rows };
}

function grown(array: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(atLeast, array.length * 2));
  larger.set(array);
  return larger;
}

interface Search {
  readonly samples: Uint8Array;
  readonly words: Int32Array;
  readonly edges: Int32Array;
  /** What is thought to lie beside a row: 1 = foreground. */
  readonly outside: 0 | 1;
}

/** Writes the places of a row where foreground begins or ends from `edges[found]` on, and gives how many edges there are then. */
function findEdges({ samples, words, edges, outside }: Search, from: number, width: number, found: number): number {
  const end = from + width;
  let count = found;
  let inside: number = outside;
  for (let i = from; i < end; ) {
    if ((i & 3) !== 0 || i + 4 > end) {
      const now = samples[i] === 0 ? 0 : 1;
      edges[count] = i++;
      count += now ^ inside;
      inside = now;
      continue;
    }
    let word = i >> 2;
    const last = end >> 2;
    if (inside === 0) {
      while (word + 4 <= last && (words[word] | words[word + 1] | words[word + 2] | words[word + 3]) === 0) word += 4;
      while (word < last && words[word] === 0) word++;
    }
    for (; word < last; word++) {
      // The highest bit of each byte that is not 0.
      const full = (((words[word] & 0x7f7f7f7f) + 0x7f7f7f7f) | words[word]) & 0x80808080;
      for (let changes = full ^ ((full << 8) | (inside << 7)); changes !== 0; changes &= changes - 1)
        edges[count++] = 4 * word + ((31 - Math.clz32(changes & -changes)) >> 3);
      inside = full >>> 31;
      if (full === 0) break;
    }
    i = 4 * word;
  }
  edges[count] = end;
  return count + (inside ^ outside);
}
