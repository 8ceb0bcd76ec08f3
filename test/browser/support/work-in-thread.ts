import { createHash } from "node:crypto";
import { packValues } from "@argosy/nodes";
import { loadNodes, serveTasks } from "@argosy/runtime";
import { KERNELS } from "../../eval/kernels/tables.ts";
import type { PageWork } from "./page-work.ts";
import { computeWork } from "./page-work.ts";

const registry = loadNodes();

/** A thread that does work as a page does it, and gives the SHA-256 of all results. */
serveTasks({
  run: async (work: PageWork) => {
    const { cases, steps } = computeWork(work, KERNELS, await registry);
    const results = steps.map(({ id, outputs }) => ({ id, outputs }));
    return createHash("sha256").update(packValues({ cases, results })).digest("hex");
  },
});
