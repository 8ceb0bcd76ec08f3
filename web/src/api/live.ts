import type { InjectionKey, Ref } from "vue";
import { ref } from "vue";
import type { Answer } from "./client.ts";

/** What the server tells by itself, by the names of its events. A new one is named here and in `NAMES`. */
export interface LiveEvents {
  readonly job: Answer<"getJob">;
  /** Labels of the project are not what they were. */
  readonly labels: { readonly project: string };
}

const NAMES: readonly (keyof LiveEvents)[] = ["job", "labels"];
const CHANNEL = "argosy-live";
const REOPEN_MS = 3_000;

type Message =
  | { readonly is: "event"; readonly name: keyof LiveEvents; readonly data: LiveEvents[keyof LiveEvents] }
  | { readonly is: "open" | "lost" | "asked" };

/** The one event stream of this browser, as this tab hears it. */
export interface Live {
  /** Whether events come in; while they do not, what is shown may be old. */
  readonly connected: Readonly<Ref<boolean>>;
  on<Name extends keyof LiveEvents>(name: Name, handler: (data: LiveEvents[Name]) => void): () => void;
  /** Called when events come in again after they did not: what happened meanwhile has to be asked for. */
  onBack(handler: () => void): () => void;
  close(): void;
}

/**
 * Listens to the server through one stream for all tabs of the browser. The tab that holds a lock reads the stream and passes on what
 * it says; when that tab is closed another one takes its place. Where there are no locks (an address without TLS on another machine)
 * each tab has a stream of its own.
 */
export function createLive(): Live {
  const connected = ref(true);
  const handlers = new Map<string, Set<(data: never) => void>>();
  const back = new Set<() => void>();
  const channel = new BroadcastChannel(CHANNEL);
  const ending = new AbortController();
  let leading = false;

  function hear(message: Message): void {
    if (message.is === "event") for (const handler of handlers.get(message.name) ?? []) handler(message.data as never);
    else if (message.is === "lost") connected.value = false;
    else if (message.is === "open" && !connected.value) {
      connected.value = true;
      for (const handler of back) handler();
    } else if (message.is === "asked" && leading) channel.postMessage({ is: connected.value ? "open" : "lost" } satisfies Message);
  }

  function tell(message: Message): void {
    channel.postMessage(message);
    hear(message);
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  channel.postMessage({ is: "asked" } satisfies Message);
  void leadOnce(ending.signal, () => {
    leading = true;
    return readStream(tell, ending.signal);
  });

  return {
    connected,
    on(name, handler) {
      const known = handlers.get(name) ?? new Set();
      handlers.set(name, known.add(handler as (data: never) => void));
      return () => known.delete(handler as (data: never) => void);
    },
    onBack(handler) {
      back.add(handler);
      return () => back.delete(handler);
    },
    close() {
      ending.abort();
      channel.close();
    },
  };
}

/** Runs the work while no other tab does. */
async function leadOnce(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  try {
    await navigator.locks.request(CHANNEL, { signal }, work);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Reads the stream until the tab is closed. A broken one the browser opens again by itself; a refused one is opened again here. */
function readStream(tell: (message: Message) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource("/api/events");
      for (const name of NAMES)
        source.addEventListener(name, ({ data }: MessageEvent<string>) => tell({ is: "event", name, data: JSON.parse(data) }));
      source.addEventListener("open", () => tell({ is: "open" }));
      source.addEventListener("error", () => {
        tell({ is: "lost" });
        if (source.readyState === EventSource.CLOSED) again = setTimeout(open, REOPEN_MS);
      });
    };
    open();
    signal.addEventListener("abort", () => {
      clearTimeout(again);
      source.close();
      resolve();
    });
  });
}

/** Under which the application gives its parts the stream. */
export const LIVE: InjectionKey<Live> = Symbol("live");
