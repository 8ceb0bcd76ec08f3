/** Characters of an id. */
export const ID_LENGTH = 26;
const EMPTY = 0xff_ff_ff_ff;
/** Characters that decide where an id is looked for. */
const HASHED = 7;

/**
 * The places of many ids, in a few bytes each: the ids themselves one after the other, and a table by their first characters. Ids are
 * hashes or random, so these spread evenly.
 */
export class IdTable {
  readonly size: number;
  readonly #ids: Buffer;
  readonly #slots: Uint32Array;

  /** @param text - ids of 26 characters, one after the other; each once. */
  constructor(text: string) {
    this.#ids = Buffer.from(text, "latin1");
    this.size = text.length / ID_LENGTH;
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, this.size * 2)))).fill(EMPTY);
    for (let place = 0; place < this.size; place++) this.#slots[this.#slotOf(this.#ids, place * ID_LENGTH)] = place;
  }

  get bytes(): number {
    return this.#ids.length + this.#slots.byteLength;
  }

  at(place: number): string {
    return this.#ids.toString("latin1", place * ID_LENGTH, (place + 1) * ID_LENGTH);
  }

  /** The place of an id, or -1. */
  placeOf(id: string): number {
    return this.placesOf(id)[0] ?? -1;
  }

  /** The places of ids that stand one after the other; -1 for those that are not here. */
  placesOf(text: string): Int32Array {
    const asked = Buffer.from(text, "latin1");
    const places = new Int32Array(Math.floor(asked.length / ID_LENGTH));
    for (let k = 0; k < places.length; k++) {
      const place = this.#slots[this.#slotOf(asked, k * ID_LENGTH)]!;
      places[k] = place === EMPTY ? -1 : place;
    }
    return places;
  }

  /** Where the id at an offset of some bytes is, or the empty slot where it would be. */
  #slotOf(bytes: Uint8Array, offset: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hash = 0;
    for (let at = offset; at < offset + HASHED; at++) hash = Math.imul(hash, 32) ^ bytes[at]!;
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot]!;
      if (place === EMPTY || this.#isAt(place * ID_LENGTH, bytes, offset)) return slot;
    }
  }

  #isAt(own: number, bytes: Uint8Array, offset: number): boolean {
    const ids = this.#ids;
    for (let k = 0; k < ID_LENGTH; k++) if (ids[own + k] !== bytes[offset + k]) return false;
    return true;
  }
}
