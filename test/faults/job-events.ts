import type { Job } from "@argosy/rpc";
import type { ApiClient } from "../../cli/src/server/api-client.ts";

/** The jobs that change at a server, as its event stream tells them. Ends when the server does, or when `signal` says so. */
export async function* jobEvents(api: ApiClient, signal: AbortSignal): AsyncGenerator<Job> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const part of await api.stream("/api/events", { signal })) {
      text += decoder.decode(part, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop()!;
      for (const block of blocks) {
        const data = /^event: job\ndata: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) yield JSON.parse(data) as Job;
      }
    }
  } catch (error) {
    // The connection of a server that is killed ends in the middle.
    if (!signal.aborted && !(error instanceof TypeError)) throw error;
  }
}
