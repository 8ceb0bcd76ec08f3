/** How a list is scrolled and looked at. */
export interface ScrollWatch {
  readonly scroller: string;
  /** Prefix of the ids of its entries; the place follows. */
  readonly entry: string;
  /** What an entry holds as soon as it shows something. */
  readonly shown: string;
  /** Height of a line of entries, and how many there are in one. */
  readonly line: number;
  readonly across: number;
  /** Lines to scroll through, and how many in a second. */
  readonly lines: number;
  readonly speed: number;
}

/** What was seen. */
export interface ScrollSeen {
  readonly entries: number;
  readonly seconds: number;
  /** The longest time that an entry was in view and showed nothing, in milliseconds. */
  readonly longestBlank: number;
  /** How many entries showed nothing for longer than 100 ms. */
  readonly late: number;
}

/** Runs in the page: scrolls evenly and looks in every frame at all that is in view. */
export async function scrollAndWatch(watch: ScrollWatch): Promise<ScrollSeen> {
  const element = document.querySelector<HTMLElement>(watch.scroller)!;
  const begun = new Map<number, number>();
  const seen = new Set<number>();
  let [longestBlank, late] = [0, 0];
  const end = (place: number, now: number) => {
    const since = begun.get(place);
    begun.delete(place);
    if (since === undefined) return;
    longestBlank = Math.max(longestBlank, now - since);
    if (now - since > 100) late++;
  };
  const look = (now: number) => {
    const first = Math.ceil(element.scrollTop / watch.line) * watch.across;
    const last = Math.floor((element.scrollTop + element.clientHeight) / watch.line) * watch.across;
    for (const place of begun.keys()) if (place < first || place >= last) end(place, now);
    for (let place = first; place < last; place++) {
      seen.add(place);
      const there = document.getElementById(`${watch.entry}${place}`)?.querySelector(watch.shown) != null;
      if (there) end(place, now);
      else if (!begun.has(place)) begun.set(place, now);
    }
  };
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const start = await frame();
  const goal = watch.lines * watch.line;
  for (let now = start, at = 0; at < goal; now = await frame()) {
    at = Math.min(goal, ((now - start) / 1_000) * watch.speed * watch.line);
    element.scrollTop = at;
    look(now);
  }
  while (begun.size > 0) look(await frame());
  return { entries: seen.size, seconds: (performance.now() - start) / 1_000, longestBlank, late };
}
