import { loadNodes } from "@argosy/runtime";
import { buildApp } from "./app.ts";
import type { GatewayWorld } from "./world.ts";

/**
 * The OpenAPI document of all routes, made without a database, a store or another service: nothing is asked of them before a request
 * comes, and none does.
 *
 * @throws {ArgosyError} when a route lacks its schema or its access rule.
 */
export async function describeApi(): Promise<unknown> {
  const app = await buildApp({ ...absentWorld(), registry: await loadNodes(), webFolder: undefined });
  try {
    return (app as unknown as { swagger(): unknown }).swagger();
  } finally {
    await app.close();
  }
}

/** Whatever is reached for is there, and whoever calls it is told that it is not. */
function absentWorld(): GatewayWorld {
  const absent = (path: string): unknown =>
    new Proxy(() => undefined, {
      get: (_target, name) => (typeof name === "symbol" || name === "then" ? undefined : absent(`${path}.${name}`)),
      apply: () => {
        throw new Error(`${path} was called while the interface was only described`);
      },
    });
  const names = ["db", "store", "bus", "log", "newId", "clock", "services", "rights", "things", "pictures", "events", "callOf"];
  return Object.fromEntries(names.map((name) => [name, absent(name)])) as unknown as GatewayWorld;
}
