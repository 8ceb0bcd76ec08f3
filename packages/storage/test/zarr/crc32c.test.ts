import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32c } from "../../src/zarr/crc32c.ts";

describe("crc32c", () => {
  test.each([
    { name: "no bytes", bytes: new Uint8Array(0), crc: 0x00000000 },
    { name: "the digits", bytes: new TextEncoder().encode("123456789"), crc: 0xe3069283 },
    { name: "32 zeros (RFC 3720)", bytes: new Uint8Array(32), crc: 0x8a9136aa },
    { name: "32 times 255 (RFC 3720)", bytes: new Uint8Array(32).fill(255), crc: 0x62a8ab43 },
    { name: "0 to 31 (RFC 3720)", bytes: Uint8Array.from({ length: 32 }, (_, i) => i), crc: 0x46dd794e },
  ])("$name", ({ bytes, crc }) => {
    expect(crc32c(bytes)).toBe(crc);
  });

  test("is the remainder of the polynomial, bit by bit, at any length and position", () => {
    const slow = (bytes: Uint8Array) => {
      let crc = 0xffffffff;
      for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
      }
      return ~crc >>> 0;
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat({ max: 9 }), (bytes, start) => {
        expect(crc32c(bytes.subarray(start))).toBe(slow(bytes.subarray(start)));
      }),
    );
  });
});
