/** Something that a person did to labels, on its way to the server. */
export interface PressedAction {
  readonly id: string;
  readonly project: string;
  readonly run: string;
  /** Ids of objects; absent for a filter or for what takes back. */
  readonly objects?: readonly string[];
  /** All objects of the run that these conditions let through. */
  readonly filter?: readonly string[];
  /** Id of a class; absent: the one that the object has. */
  readonly class?: string;
  readonly status?: "predicted" | "validated" | "dubious" | "discarded";
  readonly undoes?: string;
}

/** An action with its place among all of this browser. */
export type QueuedAction = PressedAction & { readonly sequence: number };

/** Where actions wait until the server has them: it outlives the tab. */
export interface OutboxStore {
  /** Names this browser to the server, which keeps the order of its actions. */
  readonly client: string;
  /** Resolves when the action is kept for good. */
  add(action: PressedAction): Promise<QueuedAction>;
  all(): Promise<QueuedAction[]>;
  remove(sequences: readonly number[]): Promise<void>;
}

const DATABASE = "argosy-labels";
const ACTIONS = "actions";
const FACTS = "facts";

/** The outbox in IndexedDB; numbers are counted over all tabs and never given twice. */
export async function openOutboxStore(): Promise<OutboxStore> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(ACTIONS, { keyPath: "sequence", autoIncrement: true });
    opening.result.createObjectStore(FACTS);
  };
  const database = await done(opening);
  const write = <T>(name: string, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = database.transaction(name, "readwrite", { durability: "strict" });
    const request = work(transaction.objectStore(name));
    transaction.commit();
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  const read = <T>(name: string, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    done(work(database.transaction(name).objectStore(name)));
  let client = await read<string | undefined>(FACTS, (facts) => facts.get("client"));
  if (client === undefined) {
    // Of two tabs that are first at once one wins; both then read what it wrote.
    await write(FACTS, (facts) => facts.add(randomUuid(), "client")).catch(() => undefined);
    client = await read<string | undefined>(FACTS, (facts) => facts.get("client"));
  }
  return {
    client: client!,
    async add(action) {
      const sequence = (await write(ACTIONS, (actions) => actions.add(action))) as number;
      return { ...action, sequence };
    },
    all: () => read<QueuedAction[]>(ACTIONS, (actions) => actions.getAll()),
    async remove(sequences) {
      const transaction = database.transaction(ACTIONS, "readwrite");
      for (const sequence of sequences) transaction.objectStore(ACTIONS).delete(sequence);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
    },
  };
}

/** An outbox for browsers that keep nothing: it ends with the tab. */
export function memoryStore(): OutboxStore {
  let [kept, last]: [QueuedAction[], number] = [[], 0];
  return {
    client: randomUuid(),
    async add(action) {
      const queued = { ...action, sequence: ++last };
      kept.push(queued);
      return queued;
    },
    all: async () => [...kept],
    async remove(sequences) {
      kept = kept.filter(({ sequence }) => !sequences.includes(sequence));
    },
  };
}

/** A random UUID, also where the address is not secure. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
