import type { ObjectStore } from "@argosy/storage";
import type { Metrics } from "./metrics.ts";

/** A store that counts what a service reads and writes. */
export function meteredStore(store: ObjectStore, metrics: Metrics, service: string): ObjectStore {
  const asked = (operation: string) => metrics.count("argosy_store_requests_total", { service, operation });
  const moved = (direction: "read" | "written", bytes: number) => metrics.count("argosy_store_bytes_total", { service, direction }, bytes);
  return {
    async get(key, options) {
      asked("get");
      const bytes = await store.get(key, options);
      if (bytes !== undefined) moved("read", bytes.length);
      return bytes;
    },
    size(key, options) {
      asked("size");
      return store.size(key, options);
    },
    async put(key, bytes, options) {
      asked("put");
      const written = await store.put(key, bytes, options);
      if (written) moved("written", bytes.length);
      return written;
    },
    async putStream(key, size, bytes, options) {
      asked("put");
      await store.putStream(key, size, bytes, options);
      moved("written", size);
    },
    delete(key) {
      asked("delete");
      return store.delete(key);
    },
    list(prefix) {
      asked("list");
      return store.list(prefix);
    },
  };
}
