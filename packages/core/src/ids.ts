const ALPHABET = "0123456789abcdefghijklmnopqrstuv";
const LENGTH = 26;

/** What every id looks like: 26 characters of `0-9a-v`, 130 bits. */
export const ID_PATTERN = "^[0-9a-v]{26}$";

const ID = new RegExp(ID_PATTERN);

/** A new random id: 130 bits from the platform's secure source. */
export function newId(): string {
  return encode(crypto.getRandomValues(new Uint8Array(17)));
}

/**
 * An id that follows from a hash: equal hashes give equal ids.
 *
 * @param sha256 - at least 17 bytes of a cryptographic hash.
 */
export function idFromHash(sha256: Uint8Array): string {
  if (sha256.length < 17) throw new RangeError("idFromHash needs at least 17 bytes");
  return encode(sha256);
}

/** Whether a text has the form of an id. It says nothing about whether the thing exists. */
export function isId(text: string): boolean {
  return ID.test(text);
}

function encode(bytes: Uint8Array): string {
  let id = "";
  let held = 0;
  let bits = 0;
  let next = 0;
  while (id.length < LENGTH) {
    if (bits < 5) {
      held = (held << 8) | (bytes[next++] ?? 0);
      bits += 8;
    }
    bits -= 5;
    id += ALPHABET[(held >>> bits) & 31];
    held &= (1 << bits) - 1;
  }
  return id;
}
