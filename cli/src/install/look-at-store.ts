import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { Client, S3Error } from "minio";
import { unreachable, Wrong } from "./finding.ts";

/** The object store, and the keys that open it. */
export interface StorePlace {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken?: string;
}

const WAIT_MS = 15_000;
const CONTENT = "argosy looks whether it can write here";

/** Writes an object, reads it and deletes it. @throws {Wrong} */
export async function lookAtStore({ endpoint, bucket, ...keys }: StorePlace): Promise<string> {
  const { protocol, hostname, port } = new URL(endpoint);
  const place = { endPoint: hostname, useSSL: protocol === "https:", ...(port === "" ? {} : { port: Number(port) }), pathStyle: true };
  const client = new Client({ ...place, ...keys });
  const key = `preflight/${randomUUID()}`;
  const server = `The object store at ${endpoint}`;
  try {
    await within(client.putObject(bucket, key, CONTENT));
    const found = await within(client.getObject(bucket, key).then((stream) => text(stream)));
    await within(client.removeObject(bucket, key));
    if (found !== CONTENT) throw new Wrong(`${server} does not give back what was written: it cannot be used.`);
    return `${server} lets us write, read and delete in the bucket ${bucket}.`;
  } catch (error) {
    throw error instanceof Wrong ? error : new Wrong(refused(error, server, bucket, keys.accessKey));
  }
}

function refused(error: unknown, server: string, bucket: string, accessKey: string): string {
  const { message, code } = error as { message: string; code?: string };
  if (!(error instanceof S3Error)) return `${server} cannot be reached: ${unreachable(error) ?? message}.`;
  if (code === "InvalidAccessKeyId")
    return `${server} does not know the access key that begins with ${accessKey.slice(0, 4)}: put the right one into the secret of the store.`;
  if (code === "SignatureDoesNotMatch")
    return `${server} refuses the secret key: put the one that belongs to the access key into the secret of the store.`;
  if (code === "NoSuchBucket") return `${server} has no bucket ${bucket}: make it, or name another one in store.bucket.`;
  if (code === "AccessDenied")
    return `${server} does not let these keys write into the bucket ${bucket}: allow them to read, write, delete and list there.`;
  if (code === "RequestTimeTooSkewed") return `${server} has another time than we: set the clocks.`;
  return `${server} answers ${code ?? "with an error"}: ${message}.`;
}

async function within<T>(work: Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(WAIT_MS);
  return new Promise((resolve, reject) => {
    late.addEventListener("abort", () => reject(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })));
    work.then(resolve, reject);
  });
}
