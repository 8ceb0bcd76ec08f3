import { createHash, createHmac } from "node:crypto";
import { ArgosyError } from "@argosy/core";
import type { StorePolicy } from "./store-rights.ts";

/** Keys that end by themselves. */
export interface LentKeys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken: string;
}

/** Whose keys are lent, and for how long. */
export interface Lender {
  /** `http://host:port` of the S3 server. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region?: string;
  /** Default and most: 7 days. */
  readonly seconds?: number;
  readonly now: Date;
}

const WEEK_SECONDS = 604_800;
const REQUEST_MS = 10_000;
const CONTENT_TYPE = "application/x-www-form-urlencoded";

/**
 * Asks an S3 server for keys that can do only what a policy says (STS, `AssumeRole` with an inline policy).
 *
 * @throws {ArgosyError} `unavailable` when the server lends none.
 */
export async function lendKeys(lender: Lender, policy: StorePolicy): Promise<LentKeys> {
  const body = new URLSearchParams({
    Action: "AssumeRole",
    Version: "2011-06-15",
    DurationSeconds: String(lender.seconds ?? WEEK_SECONDS),
    Policy: JSON.stringify(policy),
  }).toString();
  const answer = await fetch(`${lender.endpoint}/`, {
    method: "POST",
    headers: signed(lender, body),
    body,
    signal: AbortSignal.timeout(REQUEST_MS),
  }).catch((cause: unknown) => {
    throw new ArgosyError("unavailable", "the object store cannot be reached", { cause });
  });
  const text = await answer.text();
  const read = (tag: string): string => {
    const found = new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(text)?.[1];
    if (answer.ok && found !== undefined) return found;
    const said = /<Code>([^<]+)<\/Code>/.exec(text)?.[1] ?? "";
    throw new ArgosyError("unavailable", "the object store lends no keys", { details: { status: answer.status, answer: said } });
  };
  return { accessKey: read("AccessKeyId"), secretKey: read("SecretAccessKey"), sessionToken: read("SessionToken") };
}

/** Signature Version 4 of the request, for the service `sts`. */
function signed({ endpoint, accessKey, secretKey, region = "us-east-1", now }: Lender, body: string): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${time.slice(0, 8)}/${region}/sts/aws4_request`;
  const headers = { "content-type": CONTENT_TYPE, host: new URL(endpoint).host, "x-amz-content-sha256": sha256(body), "x-amz-date": time };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ["POST", "/", "", lines.join(""), names, sha256(body)].join("\n");
  const text = ["AWS4-HMAC-SHA256", time, scope, sha256(request)].join("\n");
  const key = scope.split("/").reduce<Buffer>((previous, part) => keyed(previous, part), Buffer.from(`AWS4${secretKey}`));
  const signature = keyed(key, text).toString("hex");
  const { host: _, ...sent } = headers;
  return { ...sent, authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}` };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function keyed(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
