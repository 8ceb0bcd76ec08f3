/** Decides who may have a task in hand in this process: many at once, or one alone. First come, first served. */
export interface TaskGate {
  /** Does work beside other work, once nothing runs alone. */
  beside<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Does work while nothing else is in hand; what comes meanwhile waits. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  readonly alone: boolean;
  readonly enter: () => void;
}

/** A gate for all services of a process. */
export function createTaskGate(): TaskGate {
  const waiting: Waiting[] = [];
  let inHand = 0;
  let alone = false;
  const pump = (): void => {
    for (let next = waiting[0]; next !== undefined && !alone && (inHand === 0 || !next.alone); next = waiting[0]) {
      waiting.shift();
      inHand++;
      alone = next.alone;
      next.enter();
    }
  };
  const pass = async <Result>(byItself: boolean, work: () => Promise<Result>): Promise<Result> => {
    await new Promise<void>((enter) => {
      waiting.push({ alone: byItself, enter });
      pump();
    });
    try {
      return await work();
    } finally {
      inHand--;
      alone = false;
      pump();
    }
  };
  return { beside: (work) => pass(false, work), alone: (work) => pass(true, work) };
}
