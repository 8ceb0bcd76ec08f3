/** Waits for the first piece, so that what is wrong is answered as a problem and not as a file that breaks off. */
export async function begun<Chunk, Piece extends string | Uint8Array>(
  chunks: AsyncIterable<Chunk>,
  pieceOf: (chunk: Chunk) => Piece,
): Promise<AsyncGenerator<Piece>> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; next.done !== true; next = await iterator.next()) {
        const piece = pieceOf(next.value);
        if (piece.length > 0) yield piece;
      }
    } finally {
      await iterator.return?.();
    }
  })();
}
