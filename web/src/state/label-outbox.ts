import type { ShallowRef } from "vue";
import { shallowRef } from "vue";
import { api, take } from "../api/client.ts";
import type { Problem } from "../api/types.ts";
import type { SentAction } from "./outbox-sender.ts";
import { sendForEver } from "./outbox-sender.ts";
import type { OutboxStore, PressedAction, QueuedAction } from "./outbox-store.ts";
import { memoryStore, openOutboxStore, randomUuid } from "./outbox-store.ts";

/** What people do to labels, on its way to the server: in order, once, and safe from whatever happens to the tab or the server. */
export interface LabelOutbox {
  /** What waits, of all tabs, oldest first; with the number 0 as long as the browser has not kept it. */
  readonly waiting: Readonly<ShallowRef<readonly QueuedAction[]>>;
  /** Why nothing moves, while nothing moves. */
  readonly trouble: Readonly<ShallowRef<Problem | undefined>>;
  /** @returns The id of the action; it can be taken back by it. */
  press(action: Omit<PressedAction, "id">): string;
  onSent(handler: (sent: readonly SentAction[]) => void): () => void;
  close(): void;
}

const CHANNEL = "argosy-labels";

type Message =
  | { readonly is: "added" }
  | { readonly is: "sent"; readonly sent: readonly SentAction[] }
  | { readonly is: "trouble"; readonly problem: Problem | undefined };

/** The outbox of this browser. One tab sends for all, whichever holds the lock. */
export function createLabelOutbox(): LabelOutbox {
  const waiting = shallowRef<readonly QueuedAction[]>([]);
  const trouble = shallowRef<Problem>();
  const handlers = new Set<(sent: readonly SentAction[]) => void>();
  const channel = new BroadcastChannel(CHANNEL);
  const ending = new AbortController();
  // A press between a look at what waits and the waiting must not be missed.
  let stirred = false;
  let wakeUp = () => {};
  const wake = () => {
    stirred = true;
    wakeUp();
  };
  const opening = openOutboxStore().catch(() => memoryStore());
  let ready: OutboxStore | undefined;

  // What was sent while the store was being read must not come back.
  const gone = new Set<string>();
  const forget = (sent: readonly SentAction[]) => {
    for (const { action } of sent) gone.add(action.id);
    waiting.value = waiting.value.filter(({ id }) => !gone.has(id));
    for (const handler of handlers) handler(sent);
  };
  const refresh = async () => {
    const kept = (await (await opening).all()).filter(({ id }) => !gone.has(id));
    const known = new Set(kept.map(({ id }) => id));
    waiting.value = [...kept, ...waiting.value.filter(({ id }) => !known.has(id))];
    wake();
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.is === "sent") forget(data.sent);
    else if (data.is === "trouble") trouble.value = data.problem;
    else void refresh();
  };

  function pause(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      // While the server is away a press is no reason to ask it sooner.
      if (ms !== undefined) setTimeout(resolve, ms);
      else if (stirred) resolve();
      else wakeUp = resolve;
      stirred = false;
      ending.signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  async function lead(store: OutboxStore): Promise<void> {
    await sendForEver(
      {
        store,
        pause,
        send: async (project, actions) => (await sendActions(store.client, project, actions)).results,
        onSent(sent) {
          channel.postMessage({ is: "sent", sent } satisfies Message);
          forget(sent);
        },
        onTrouble(found) {
          if (found === undefined && trouble.value === undefined) return;
          trouble.value = found?.problem;
          channel.postMessage({ is: "trouble", problem: found?.problem } satisfies Message);
        },
      },
      ending.signal,
    );
  }

  void opening.then(async (store) => {
    ready = store;
    await refresh();
    await leadOnce(ending.signal, () => lead(store));
  });

  return {
    waiting,
    trouble,
    press(pressed) {
      const action = { ...pressed, id: randomUuid() };
      waiting.value = [...waiting.value, { ...action, sequence: 0 }];
      // Asked for in the same moment: the browser keeps the order in which it is asked.
      const adding = ready === undefined ? opening.then((store) => store.add(action)) : ready.add(action);
      void adding.then((queued) => {
        waiting.value = waiting.value.map((other) => (other.id === action.id ? queued : other));
        channel.postMessage({ is: "added" } satisfies Message);
        wake();
      });
      return action.id;
    },
    onSent(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    close() {
      ending.abort();
      channel.close();
    },
  };
}

function sendActions(client: string, project: string, actions: readonly QueuedAction[]) {
  const body = {
    client,
    actions: actions.map(({ id, sequence, run, objects, filter, class: given, status, undoes }) => ({
      id,
      sequence,
      ...(undoes === undefined ? { run } : { undoes }),
      ...(objects === undefined ? {} : { objects: [...objects] }),
      ...(filter === undefined ? {} : { filter: [...filter] }),
      ...(given === undefined ? {} : { class: given }),
      ...(status === undefined ? {} : { status }),
    })),
  };
  return take(api.POST("/api/projects/{project}/label-actions", { params: { path: { project } }, body }));
}

/** Runs the work while no other tab does. Without locks each tab sends; what is sent twice counts once. */
async function leadOnce(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  try {
    await navigator.locks.request(CHANNEL, { signal }, work);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
