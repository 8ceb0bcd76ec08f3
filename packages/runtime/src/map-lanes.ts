/**
 * Works on all items, at most `lanes` at a time, and gives the results in the order of the items. After a failure no further item is begun;
 * the failure is thrown when those in hand have ended.
 */
export async function mapLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        results[index] = await work(items[index]!, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.max(1, lanes) }, lane));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return results;
}
