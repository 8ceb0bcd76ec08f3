/** Characters of an id. */
export const ID_LENGTH = 26;
const DIGITS = 32;
const EMPTY = 0xff_ff_ff_ff;

/**
 * The places of many ids, in a few bytes each: the ids themselves as one text, and a table by their first characters. Ids are hashes
 * or random, so these spread evenly.
 */
export class IdTable {
  readonly size: number;
  readonly #text: string;
  readonly #slots: Uint32Array;

  /** @param text - ids of 26 characters, one after the other; each once. */
  constructor(text: string) {
    this.#text = text;
    this.size = text.length / ID_LENGTH;
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, this.size * 2)))).fill(EMPTY);
    for (let place = 0; place < this.size; place++) this.#slots[this.#slotOf(this.at(place))] = place;
  }

  get bytes(): number {
    return this.#text.length + this.#slots.byteLength;
  }

  at(place: number): string {
    return this.#text.slice(place * ID_LENGTH, (place + 1) * ID_LENGTH);
  }

  /** The place of an id, or -1. */
  placeOf(id: string): number {
    const place = this.#slots[this.#slotOf(id)]!;
    return place === EMPTY ? -1 : place;
  }

  /** Where the id is, or the empty slot where it would be. */
  #slotOf(id: string): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(id) & mask; ; slot = (slot + 1) & mask) {
      const place = this.#slots[slot]!;
      if (place === EMPTY || this.#text.startsWith(id, place * ID_LENGTH)) return slot;
    }
  }
}

function hashOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < 7; at++) hash = Math.imul(hash, DIGITS) ^ id.charCodeAt(at);
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}
