import { DetailedError, Upload } from "tus-js-client";
import { RequestFailure } from "../api/request.ts";
import type { Problem } from "../api/types.ts";
import type { Parcel } from "./parcels.ts";

/** What sending needs besides the parcel. */
export interface Sending {
  readonly project: string;
  readonly signal: AbortSignal;
  readonly onBytes: (sent: number) => void;
}

const RETRY_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000];

/**
 * Sends one parcel by tus; a broken connection is taken up where it broke.
 *
 * @returns The id of the finished upload.
 * @throws {RequestFailure} when the server refuses it or stays away.
 */
export function sendParcel(parcel: Parcel, { project, signal, onBytes }: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(parcel.blob, {
      endpoint: `/api/projects/${project}/uploads`,
      retryDelays: RETRY_MS,
      metadata: { filename: parcel.name, kind: parcel.kind },
      storeFingerprintForResuming: false,
      onProgress: onBytes,
      onSuccess: () => resolve(upload.url?.split("/").at(-1) ?? ""),
      onError: (error) => reject(new RequestFailure(problemOf(error))),
    });
    signal.addEventListener("abort", () => {
      void upload.abort(true);
      reject(signal.reason);
    });
    upload.start();
  });
}

function problemOf(error: Error | DetailedError): Problem {
  const body = error instanceof DetailedError ? (error.originalResponse?.getBody() ?? "") : "";
  if (body.startsWith("{")) return JSON.parse(body) as Problem;
  return {
    code: "unavailable",
    title: "The upload broke off.",
    detail: "the server stopped answering",
    hint: "Start the import again once it is back.",
  };
}
