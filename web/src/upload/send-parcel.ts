import { DetailedError, Upload } from "tus-js-client";
import { RequestFailure } from "../api/request.ts";
import type { Problem } from "../api/types.ts";

/** What is sent in one upload. */
export interface ParcelToSend {
  readonly parcel: number;
  readonly name: string;
  readonly kind: string;
  readonly blob: Blob;
  /** The upload that brought a part of it already; empty for none. */
  readonly upload: string;
}

/** What sending needs besides the parcel. */
export interface Sending {
  readonly project: string;
  readonly intake: string;
  readonly signal: AbortSignal;
  readonly onBytes: (sent: number) => void;
  /** Called when the connection broke and sending is tried again, and with `false` when bytes flow. */
  readonly onWaiting: (waiting: boolean) => void;
}

/** A server that restarts is away for seconds, a laptop that sleeps for hours: it is tried again for a day. */
const RETRY_MS = [0, 500, 1_000, 2_000, 4_000, ...Array.from({ length: 8_640 }, () => 10_000)];

/**
 * Sends one parcel by tus; a broken connection is taken up where it broke, also by another page.
 *
 * @throws {RequestFailure} when the server refuses it; another error when the files themselves cannot be read any more.
 */
export function sendParcel(parcel: ParcelToSend, sending: Sending): Promise<void> {
  const { project, intake, signal, onBytes, onWaiting } = sending;
  const endpoint = `/api/projects/${project}/uploads`;
  return new Promise((resolve, reject) => {
    const upload = new Upload(parcel.blob, {
      endpoint,
      ...(parcel.upload === "" ? {} : { uploadUrl: `${endpoint}/${parcel.upload}` }),
      retryDelays: RETRY_MS,
      metadata: { filename: parcel.name, kind: parcel.kind, intake, parcel: String(parcel.parcel) },
      storeFingerprintForResuming: false,
      onProgress(sent) {
        onWaiting(false);
        onBytes(sent);
      },
      onShouldRetry(error) {
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
        if (again) onWaiting(true);
        return again;
      },
      onSuccess: () => resolve(),
      onError: (error) => reject(error instanceof DetailedError ? new RequestFailure(problemOf(error)) : error),
    });
    signal.addEventListener("abort", () => {
      void upload.abort(false);
      reject(signal.reason);
    });
    upload.start();
  });
}

function problemOf(error: DetailedError): Problem {
  const body = error.originalResponse?.getBody() ?? "";
  if (body.startsWith("{")) return JSON.parse(body) as Problem;
  return { code: "unavailable", title: "The upload broke off.", detail: "The server stopped answering.", hint: "Send the rest again." };
}
