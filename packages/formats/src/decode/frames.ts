import type { Readable } from "node:stream";

const HEAD_BYTES = 12;

/** A message between the server and a decoder process: a JSON value, followed by bytes. */
export interface Frame {
  readonly value: unknown;
  readonly bytes: Uint8Array;
}

/** Head and JSON of a frame; the bytes of the frame are written after it. */
export function frameHead(value: unknown, byteLength: number): Uint8Array {
  const json = Buffer.from(JSON.stringify(value), "utf8");
  const head = Buffer.alloc(HEAD_BYTES + json.length);
  head.writeUInt32LE(json.length, 0);
  head.writeDoubleLE(byteLength, 4);
  json.copy(head, HEAD_BYTES);
  return head;
}

/**
 * The frames of a stream, in order.
 *
 * @param mostBytes - a frame that announces more ends the stream with a `RangeError`: the other side is not trusted.
 */
export async function* readFrames(stream: Readable, mostBytes: number): AsyncGenerator<Frame> {
  const input = new Portions(stream);
  for (let head = await input.take(HEAD_BYTES); head !== undefined; head = await input.take(HEAD_BYTES)) {
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const jsonBytes = view.getUint32(0, true);
    const byteLength = view.getFloat64(4, true);
    if (jsonBytes > 2 ** 26 || !Number.isInteger(byteLength) || byteLength < 0 || byteLength > mostBytes)
      throw new RangeError("a frame is larger than it may be");
    const json = await input.take(jsonBytes);
    const bytes = await input.take(byteLength);
    if (json === undefined || bytes === undefined) return;
    yield { value: JSON.parse(new TextDecoder().decode(json)) as unknown, bytes };
  }
}

/** Takes exact amounts from a stream. */
class Portions {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  }

  /** Exactly `length` bytes in an array of their own, or `undefined` where the stream ends before. */
  async take(length: number): Promise<Uint8Array | undefined> {
    const out = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      if (this.#rest.length === 0) {
        const next = await this.#chunks.next();
        if (next.done === true) return undefined;
        this.#rest = next.value;
      }
      const part = this.#rest.subarray(0, length - filled);
      out.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return out;
  }
}
