import { createHash } from "node:crypto";
import type { ChainWork, CollectionWork, StagePlan, Unit, UnitTasks } from "@argosy/nodes";
import { identityOf, unitWork } from "@argosy/nodes";
import type { NewTask } from "./tasks.ts";

/** What a run does, as it is stored: the chains by stage with all parameters. */
export interface RunPlan {
  readonly graph: { readonly name: string; readonly version: number; readonly sha256: string };
  readonly stages: readonly StagePlan[];
  readonly targets: readonly string[];
}

/** What the tasks of a run depend on besides the graph and the images. */
export interface RunFacts {
  readonly projectId: string;
  readonly model: { readonly id: string; readonly sha256: string } | undefined;
  /** See `factsOf`: part of what a bundle shows, so part of its identity. */
  readonly facts: string;
}

/**
 * All tasks of a run, with their ids: a task for each unit and stage, and one for each sink that joins all units.
 *
 * Equal work gives equal ids, so a run that was planned before is found again and not done again.
 */
export function planTasks(stages: readonly StagePlan[], units: readonly Unit[], facts: RunFacts): NewTask[] {
  const tasks: NewTask[] = [];
  const perUnit = stages.filter((plan) => plan.scope === "unit");
  const done: UnitTasks[] = units.map((unit) => {
    const made: { -readonly [S in keyof UnitTasks]: UnitTasks[S] } = {};
    for (const plan of perUnit) {
      const reads = readsOf(plan, made);
      const model = plan.stage === "classify" && facts.model !== undefined ? { model: facts.model } : {};
      const task = newTask(facts.projectId, unitWork(plan, unit, reads, model), titleOf(unit), unit.images.length);
      made[plan.stage] = task.id;
      tasks.push(task);
    }
    return made;
  });
  for (const plan of stages.filter((candidate) => candidate.scope === "run")) {
    const sink = plan.steps.at(-1)!;
    const work: ChainWork = { kind: "chain", stage: plan.stage, steps: plan.steps, keeps: plan.keeps, units: done, facts: facts.facts };
    const images = units.reduce((sum, unit) => sum + unit.images.length, 0);
    tasks.push(newTask(facts.projectId, work, sink.id, images));
  }
  return tasks;
}

/** Earlier tasks of the unit that a chain reads. Classes need the objects, too: labels are carried over to them. */
function readsOf(plan: StagePlan, made: UnitTasks): UnitTasks {
  const stages = plan.stage === "classify" ? (["segment", "measure"] as const) : plan.needs;
  return Object.fromEntries(stages.flatMap((stage) => (made[stage] === undefined ? [] : [[stage, made[stage]]])));
}

function newTask(projectId: string, work: ChainWork, title: string, weight: number): NewTask {
  const shared = work.unit?.images[0]?.companions?.shared;
  const before = work.units === undefined ? Object.values(work.reads ?? {}) : work.units.flatMap((unit) => Object.values(unit));
  return {
    id: taskIdOf(projectId, work),
    stage: work.stage,
    title,
    weight,
    work,
    needs: shared === undefined ? before : [shared.task, ...before],
  };
}

/** Equal work has an equal id. */
export function taskIdOf(projectId: string, work: ChainWork | CollectionWork): string {
  return createHash("sha256").update(identityOf(projectId, work)).digest("hex");
}

function titleOf(unit: Unit): string {
  const first = unit.images[0]?.name ?? "";
  return unit.images.length <= 1 ? first : `${first} and ${unit.images.length - 1} more`;
}
