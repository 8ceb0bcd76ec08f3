import { generateKeyPairSync, sign } from "node:crypto";
import type { Identity } from "@argosy/rpc";
import { describe, expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { createSigner, createVerifier } from "../src/identity-tokens.ts";

const clock = manualClock(1_700_000_000_000);
const signer = createSigner(clock);
const verify = createVerifier(clock, [signer.publicKey], 0);
const person: Identity = { user: "u", roles: { p: "editor", q: "viewer" }, local: true, admin: true, trace: "t" };

const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a token", () => {
  test("says who was signed, person or service", async () => {
    expect(await verify(await signer.sign(person))).toEqual(person);
    const service: Identity = { service: "segment", roles: {}, trace: "t" };
    expect(await verify(await signer.sign(service))).toEqual(service);
  });
  test("counts for a minute", async () => {
    const clock = manualClock(1_700_000_000_000);
    const signer = createSigner(clock);
    const token = await signer.sign(person);
    const strict = createVerifier(clock, [signer.publicKey], 0);
    clock.advance(59_000);
    expect(await strict(token)).toEqual(person);
    clock.advance(1_000);
    await expect(strict(token)).rejects.toMatchObject({ reason: "TOKEN_EXPIRED", code: "unauthenticated" });
    const lenient = createVerifier(clock, [signer.publicKey]);
    clock.advance(59_000);
    expect(await lenient(token)).toEqual(person);
    clock.advance(1_000);
    await expect(lenient(token)).rejects.toMatchObject({ reason: "TOKEN_EXPIRED" });
  });
  test("that was shown before is held against the clock again, and only as a whole", async () => {
    const clock = manualClock(1_700_000_000_000);
    const signer = createSigner(clock);
    const verify = createVerifier(clock, [signer.publicKey], 0);
    const token = await signer.sign(person, 10);
    for (let i = 0; i < 3; i++) expect(await verify(token)).toEqual(person);
    const [header, payload] = token.split(".") as [string, string];
    const forged = await createSigner(clock).sign(person, 10);
    await expect(verify(`${header}.${payload}.${forged.split(".")[2]}`)).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
    clock.advance(10_000);
    await expect(verify(token)).rejects.toMatchObject({ reason: "TOKEN_EXPIRED" });
  });
  test("of any of the known keys counts", async () => {
    const other = createSigner(clock);
    expect(await createVerifier(clock, [signer.publicKey, other.publicKey])(await other.sign(person))).toEqual(person);
  });
  const now = 1_700_000_000;
  const claims = { iss: "argosy", iat: now, exp: now + 60, roles: { p: "owner" }, trace: "t" };
  const { privateKey } = generateKeyPairSync("ed25519");
  const known = createVerifier(clock, [createSigner(clock, privateKey).publicKey]);
  const forge = (header: object, payload: object, key = privateKey) => {
    const text = `${segment(header)}.${segment(payload)}`;
    return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
  };
  test("made by hand with the right key and claims is what the others below differ from", async () => {
    expect(await known(forge({ alg: "EdDSA" }, claims))).toEqual({ roles: { p: "owner" }, trace: "t" });
  });
  test.each([
    { name: "of another key", token: forge({ alg: "EdDSA" }, claims, generateKeyPairSync("ed25519").privateKey) },
    { name: "without signature", token: `${segment({ alg: "none" })}.${segment(claims)}.` },
    {
      name: "with a changed payload",
      token: forge({ alg: "EdDSA" }, claims).replace(/\.[^.]+\./, `.${segment({ ...claims, admin: true })}.`),
    },
    { name: "of another algorithm", token: forge({ alg: "HS256" }, claims) },
    { name: "of another issuer", token: forge({ alg: "EdDSA" }, { ...claims, iss: "other" }) },
    { name: "without end", token: forge({ alg: "EdDSA" }, { ...claims, exp: undefined }) },
    { name: "from the future", token: forge({ alg: "EdDSA" }, { ...claims, iat: now + 120, exp: now + 180 }) },
    { name: "with a role that does not exist", token: forge({ alg: "EdDSA" }, { ...claims, roles: { p: "god" } }) },
    { name: "without roles", token: forge({ alg: "EdDSA" }, { ...claims, roles: undefined }) },
    { name: "that is no token", token: "abc" },
  ])("$name is refused", async ({ token }) => {
    await expect(known(token)).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
  });
});

describe("the key of a service", () => {
  const own = createSigner(clock);
  const verify = createVerifier(clock, [signer.publicKey, { publicKey: own.publicKey, service: "segment" }]);

  test("signs for that service", async () => {
    const service: Identity = { service: "segment", roles: {}, trace: "t" };
    expect(await verify(await own.sign(service))).toEqual(service);
  });
  test("does not narrow what the key of the gateway signs", async () => {
    expect(await verify(await signer.sign(person))).toEqual(person);
  });
  test.each<{ name: string; identity: Identity }>([
    { name: "another service", identity: { service: "pipeline", roles: {}, trace: "t" } },
    { name: "a person", identity: { user: "u", roles: { p: "viewer" }, trace: "t" } },
    { name: "a service with a role", identity: { service: "segment", roles: { p: "owner" }, trace: "t" } },
    { name: "a service that is a person too", identity: { service: "segment", user: "u", roles: {}, trace: "t" } },
    { name: "the owner of the machine", identity: { service: "segment", local: true, roles: {}, trace: "t" } },
    { name: "an administrator", identity: { service: "segment", admin: true, roles: {}, trace: "t" } },
    { name: "nobody", identity: { roles: {}, trace: "t" } },
  ])("does not sign for $name", async ({ identity }) => {
    await expect(verify(await own.sign(identity))).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
  });
});
