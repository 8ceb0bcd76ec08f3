import { ArgosyError } from "@argosy/core";
import type { S3Connection } from "./s3-connection.ts";

/**
 * A multipart upload: the object is visible when the last part is there and the whole was completed. What fails is aborted, so that no
 * part stays behind. Two writers of one key do not meet, for each begins an upload of its own.
 */
export async function sendParts(
  connection: S3Connection,
  key: string,
  parts: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const begun = await connection.ask({ method: "POST", key, query: "uploads", signal });
  const id = encodeURIComponent(textOf(begun.body, "UploadId"));
  try {
    const lines: string[] = [];
    for await (const part of parts) {
      const number = lines.length + 1;
      const { headers } = await connection.write({ key, query: `partNumber=${number}&uploadId=${id}`, body: part, signal });
      lines.push(`<Part><PartNumber>${number}</PartNumber><ETag>${headers["etag"]}</ETag></Part>`);
    }
    const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${lines.join("")}</CompleteMultipartUpload>`;
    const { body: answer } = await connection.ask({ method: "POST", key, query: `uploadId=${id}`, body, signal });
    // The server may answer 200 before it knows, and say in the body that it failed.
    textOf(answer, "ETag");
  } catch (error) {
    // What cannot be aborted either is removed by the bucket's own rule for unfinished uploads; the first error is the one to tell.
    await connection.askAgain({ method: "DELETE", key, query: `uploadId=${id}`, expected: [204, 404] }).catch(() => undefined);
    throw error;
  }
}

function textOf(body: Uint8Array, tag: string): string {
  const text = new TextDecoder().decode(body);
  const found = new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(text)?.[1];
  if (found === undefined)
    throw new ArgosyError("unavailable", "the object store did not take a multipart upload", { details: { answer: text.slice(0, 300) } });
  return found;
}
