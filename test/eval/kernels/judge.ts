import type { Value, Values } from "./case.ts";
import type { NdArray } from "./nd-array.ts";

/** Whether results are right, and how near they are. */
export interface Verdict {
  readonly right: boolean;
  readonly how: string;
}

/**
 * Judges outputs by a case's `compare`: `exact`, `close:tolerance` (absolute; `on 99 %` of the samples), `labels` (equal up to renaming,
 * numbers equal), `iou:share`. What stands behind these words is for people. A missing output, another shape or a NaN on one side is wrong.
 */
export function judge(compare: string, found: Values, expected: Values): Verdict {
  const missing = Object.keys(expected).filter((name) => found[name] === undefined);
  if (missing.length > 0) return { right: false, how: `without ${missing.join(", ")}` };
  const verdicts = Object.entries(expected).map(([name, wanted]) => judgeOne(compare, found[name]!, wanted));
  const wrong = verdicts.find(({ right }) => !right);
  return wrong ?? { right: true, how: [...new Set(verdicts.map(({ how }) => how))].join(", ") };
}

function judgeOne(compare: string, found: Value, expected: Value): Verdict {
  const [ours, theirs] = [arrayOfValue(found), arrayOfValue(expected)];
  if (ours.shape.join() !== theirs.shape.join()) return { right: false, how: `shape ${ours.shape} for ${theirs.shape}` };
  const close = /^close:([\d.e+-]+)(?: on ([\d.]+) %)?/.exec(compare);
  if (close !== null) return judgeClose(ours, theirs, Number(close[1]), Number(close[2] ?? 100) / 100);
  if (compare.startsWith("exact") || typeof expected === "number") return judgeClose(ours, theirs, 0, 1);
  if (compare.startsWith("labels")) return judgeLabels(ours, theirs);
  const iou = /^iou:([\d.]+)/.exec(compare);
  if (iou !== null) return judgeOverlap(ours, theirs, Number(iou[1]));
  throw new Error(`"${compare}" needs a judge of its own`);
}

function arrayOfValue(value: Value): NdArray {
  return typeof value === "number" ? { data: Float64Array.of(value), shape: [] } : value;
}

function judgeClose({ data: ours }: NdArray, { data: theirs }: NdArray, tolerance: number, share: number): Verdict {
  let [farthest, within] = [0, 0];
  for (let i = 0; i < ours.length; i++) {
    const same = Object.is(ours[i], theirs[i]) || ours[i] === theirs[i];
    const apart = same ? 0 : Math.abs(ours[i]! - theirs[i]!);
    if (apart <= tolerance) within++;
    if (!(apart <= farthest)) farthest = apart;
  }
  const part = ours.length === 0 ? 1 : within / ours.length;
  if (share < 1) return { right: part >= share, how: `${(100 * part).toFixed(2)} % within ${tolerance}` };
  return { right: part === 1, how: farthest === 0 ? "equal" : `farthest ${farthest.toPrecision(2)}` };
}

function judgeLabels({ data: ours }: NdArray, { data: theirs }: NdArray): Verdict {
  const [there, back] = [new Map<number, number>([[0, 0]]), new Map<number, number>([[0, 0]])];
  for (let i = 0; i < ours.length; i++) {
    const [a, b] = [ours[i]!, theirs[i]!];
    if (!there.has(a)) there.set(a, b);
    if (!back.has(b)) back.set(b, a);
    if (there.get(a) !== b || back.get(b) !== a) return { right: false, how: `other objects, first at sample ${i}` };
  }
  const renamed = [...there].some(([a, b]) => a !== b);
  return { right: true, how: renamed ? "equal up to names" : "equal" };
}

/** The mean over the objects of the reference of their overlap with the object of ours that covers most of each. */
function judgeOverlap({ data: ours }: NdArray, { data: theirs }: NdArray, share: number): Verdict {
  const [areas, expected] = [count(ours), count(theirs)];
  const common = new Map<string, number>();
  for (let i = 0; i < ours.length; i++) {
    if (ours[i] === 0 || theirs[i] === 0) continue;
    const pair = `${theirs[i]} ${ours[i]}`;
    common.set(pair, (common.get(pair) ?? 0) + 1);
  }
  const best = new Map<number, number>();
  for (const [pair, pixels] of common) {
    const [wanted, got] = pair.split(" ").map(Number) as [number, number];
    const iou = pixels / (areas.get(got)! + expected.get(wanted)! - pixels);
    best.set(wanted, Math.max(best.get(wanted) ?? 0, iou));
  }
  const mean = expected.size === 0 ? Number(areas.size === 0) : [...best.values()].reduce((sum, iou) => sum + iou, 0) / expected.size;
  return { right: mean >= share, how: `mean IoU ${mean.toFixed(4)}` };
}

function count(labels: ArrayLike<number>): Map<number, number> {
  const areas = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) areas.set(labels[i]!, (areas.get(labels[i]!) ?? 0) + 1);
  return areas;
}
