/**
 * Works on items while they come, at most `lanes` at a time, and gives the results in the order of the items. When the reader stops early,
 * or an item fails, what is in hand is waited for and no further item is begun.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  lanes: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const inHand: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const started = work(item);
      // Failures are seen where the result is taken, in its turn.
      started.catch(() => undefined);
      inHand.push(started);
      if (inHand.length >= lanes) yield await inHand.shift()!;
    }
    for (let next = inHand.shift(); next !== undefined; next = inHand.shift()) yield await next;
  } finally {
    await Promise.allSettled(inHand);
  }
}
