import type { Service } from "@argosy/runtime";

/** Packages of the services in the order of their start. */
const PACKAGES = ["ingest", "tiles", "segment", "measure", "classify", "export", "pipeline"] as const;

/** Every service but the gateway, as its package gives it. */
export async function loadServices(): Promise<Service[]> {
  const modules = await Promise.all(PACKAGES.map((name) => import(`@argosy/${name}`) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module).filter(isService));
}

function isService(value: unknown): value is Service {
  return value !== null && typeof value === "object" && "migrations" in value && "start" in value;
}
