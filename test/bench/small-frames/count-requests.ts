import { createHmac } from "node:crypto";
import type { S3Keys } from "../../../cli/src/cluster/servers/minio.ts";

/** Requests that a MinIO has answered since its start, by the name of their kind, such as `putobject`. */
export async function countRequests(endpoint: string, { accessKey, secretKey }: S3Keys): Promise<Readonly<Record<string, number>>> {
  const headers = { authorization: `Bearer ${metricsToken(accessKey, secretKey)}` };
  const response = await fetch(`${endpoint}/minio/v2/metrics/cluster`, { headers });
  if (!response.ok) throw new Error(`the object store does not tell its requests: ${response.status}`);
  const lines = (await response.text()).matchAll(/^minio_s3_requests_total\{[^}]*api="(\w+)"[^}]*\} (\S+)$/gm);
  const counts: Record<string, number> = {};
  for (const [, api, count] of lines) counts[api!] = (counts[api!] ?? 0) + Number(count);
  return counts;
}

/** What MinIO takes from a program that reads its metrics: a token signed with the secret key. */
function metricsToken(subject: string, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const expires = Math.floor(Date.now() / 1_000) + 3_600;
  const text = `${part({ alg: "HS512", typ: "JWT" })}.${part({ exp: expires, sub: subject, iss: "prometheus" })}`;
  return `${text}.${createHmac("sha512", secret).update(text).digest("base64url")}`;
}
