import { ArgosyError } from "@argosy/core";
import type { RequestOptions } from "../../cli/src/server/api-client.ts";
import { patiently } from "../faults/fault-home.ts";
import type { Argosy } from "./given.ts";
import { UploadingClient } from "./uploading-client.ts";

/** A request that is not answered within so long went to a machine that is cut off. */
const ANSWER_MS = 10_000;

/** Asks again, whatever may be asked twice, while nobody answers: as somebody does before whom a machine has gone away. */
class PatientClient extends UploadingClient {
  override send(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
    return patiently(async () => {
      const limit = AbortSignal.timeout(ANSWER_MS);
      const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
      return super.send(method, path, { ...options, signal }).catch((error: unknown) => {
        if (limit.aborted) throw new ArgosyError("unavailable", "nobody has answered in time", { cause: error });
        throw error;
      });
    });
  }
}

/** A client for a time at which parts of the cluster are cut off; it only looks. */
export function patientClient({ url, token }: Argosy): UploadingClient {
  return new PatientClient(url, token);
}
