import type { Labels } from "@argosy/kernels";
import type { NodeRegistry, ObjectsValue, PreviewInput, PreviewStep } from "@argosy/nodes";
import { PreviewChain, planPreview, validateGraph } from "@argosy/nodes";
import { drawResult } from "./draw-result.ts";
import type { PixelSource } from "./fetch-pixels.ts";
import { fetchSummaries } from "./fetch-pixels.ts";
import type { FoundReport, PreviewAnswer, PreviewReport, PreviewRequest, StepReport } from "./messages.ts";
import { nextTurn } from "./next-turn.ts";
import { contextOf, scaleGraph } from "./scaled-graph.ts";
import { statedProblem } from "./stated-problem.ts";

/** What previews are made with. */
export interface PreviewerPorts {
  readonly registry: Promise<NodeRegistry>;
  readonly pixels: PixelSource;
  tell(answer: PreviewAnswer): void;
}

/** A request with everything that it needs at hand. */
interface Prepared extends PreviewInput {
  readonly request: PreviewRequest;
  readonly registry: NodeRegistry;
  readonly definition: PreviewRequest["definition"];
  readonly rounded: PreviewReport["rounded"];
  readonly blocked: PreviewReport["blocked"];
}

/** Takes requests; each newer one ends the one before at its next step. */
export function createPreviewer({ registry, pixels, tell }: PreviewerPorts): (request: PreviewRequest) => void {
  let newest = 0;
  let ending = new AbortController();
  let asking = false;
  const chain = registry.then((nodes) => new PreviewChain(nodes));
  const isOld = ({ turn }: PreviewRequest) => turn !== newest;

  async function prepare(request: PreviewRequest, signal: AbortSignal): Promise<Prepared> {
    const nodes = await registry;
    const { definition, rounded } = scaleGraph(request.definition, nodes, request.level);
    const { steps, blocked } = planPreview(validateGraph(definition, nodes).graph, nodes);
    const frame = await pixels(request, signal);
    return {
      request,
      registry: nodes,
      definition,
      rounded,
      blocked,
      steps,
      frame,
      image: `${request.image.id} ${request.level}`,
      context: contextOf(request),
      // What holds for every image is learnt from pixels as they are, not from a smaller picture of them.
      ...(request.level > 0 ? {} : { learnt: (step, params) => tell({ is: "learnt", turn: request.turn, step, params }) }),
    };
  }

  async function run(prepared: Prepared): Promise<void> {
    const { request } = prepared;
    const reports: StepReport[] = [];
    try {
      await runSteps(prepared, reports);
    } finally {
      if (!isOld(request) && reports.some(({ provisional }) => provisional)) void learn(prepared);
    }
  }

  async function runSteps(prepared: Prepared, reports: StepReport[]): Promise<void> {
    const { request } = prepared;
    let found: FoundReport | undefined;
    let spent = 0;
    let since = performance.now();
    for (const step of (await chain).run(prepared)) {
      spent += performance.now() - since;
      if (step !== undefined) {
        reports.push(reportOf(prepared, step, spent));
        spent = 0;
        if (step.id === request.shown.step) show(prepared, step);
        found = foundBy(step, prepared) ?? found;
      }
      // Messages that came meanwhile are heard here.
      await nextTurn();
      if (isOld(request)) return;
      since = performance.now();
    }
    const { rounded, blocked } = prepared;
    tell({ is: "report", turn: request.turn, steps: reports, blocked, found, rounded, partial: prepared.context.part !== undefined });
  }

  function show({ request, registry: nodes }: Prepared, { id, outputs, upright, onImage, provisional }: PreviewStep): void {
    const { slot } = request.shown;
    const node = nodes.find(request.definition.nodes.find((one) => one.id === id)?.node ?? "");
    const kind = node?.outputs[slot]?.kind ?? "";
    // A turned image is seen turned, in the place of the view; what was found on it lies where it belongs.
    const moved = kind === "image" && !upright;
    const drawn = drawResult(kind, moved ? outputs[slot] : onImage(slot), request.shown.style);
    if (drawn === undefined) return;
    const { turn, box, level, shown } = request;
    const { data: pixels, width, height } = drawn;
    tell({ is: "picture", turn, pixels, width, height, box, level, shown, provisional });
  }

  /** Asks the server what the nodes take from the whole image, once at a time, and works the newest request off again. */
  async function learn(prepared: Prepared): Promise<void> {
    if (asking) return;
    asking = true;
    const { request } = prepared;
    try {
      await learnNow(prepared, AbortSignal.timeout(60_000));
    } catch (error) {
      if (!isOld(request)) tell({ is: "problem", turn: request.turn, ...statedProblem(error) });
      return;
    } finally {
      asking = false;
    }
    if (latest !== undefined) await attempt(latest);
  }

  async function learnNow(prepared: Prepared, signal: AbortSignal): Promise<void> {
    (await chain).learn(prepared, await fetchSummaries(prepared.request, prepared.definition, signal));
  }

  let latest: PreviewRequest | undefined;
  async function attempt(request: PreviewRequest): Promise<void> {
    let lacking: unknown;
    try {
      const prepared = await prepare(request, ending.signal);
      if ((await chain).asksCollection(prepared)) lacking = await askCollection(prepared);
      // Requests that came while another was worked on are all heard before the newest begins, else each would take its first step.
      await nextTurn();
      if (!isOld(request)) await run(prepared);
    } catch (error) {
      if (!isOld(request)) tell({ is: "problem", turn: request.turn, ...statedProblem(lacking ?? error) });
    }
  }

  let asked: Promise<unknown> | undefined;
  /**
   * What a step takes from the whole collection only a run can find, and only the server knows of it. What comes before the step can be
   * seen without it.
   *
   * @returns Why it is not known, as far as that was said.
   */
  async function askCollection(prepared: Prepared): Promise<unknown> {
    asked ??= learnNow(prepared, AbortSignal.timeout(60_000)).catch((error: unknown) => error);
    const answer = await asked;
    asked = undefined;
    return answer;
  }

  return (request) => {
    const moved =
      latest === undefined || latest.image.id !== request.image.id || JSON.stringify(latest.box) !== JSON.stringify(request.box);
    if (moved) {
      ending.abort();
      ending = new AbortController();
    }
    newest = request.turn;
    latest = request;
    void attempt(request);
  };
}

function reportOf({ registry, request }: Prepared, { id, reused, provisional }: PreviewStep, ms: number): StepReport {
  const outputs = registry.find(request.definition.nodes.find((one) => one.id === id)?.node ?? "")?.outputs ?? {};
  const slots = Object.entries(outputs).filter(([, { kind, scope }]) => ["image", "mask", "labels"].includes(kind) && scope !== "object");
  return { id, ms, reused, provisional, slots: slots.map(([slot]) => slot) };
}

function foundBy({ outputs }: PreviewStep, { context }: Prepared): FoundReport | undefined {
  const { objects, labels } = outputs as { readonly objects?: ObjectsValue; readonly labels?: Labels };
  if (objects === undefined || labels === undefined || !("dropped" in objects)) return undefined;
  const outer = objects.objects.filter(({ inner }) => !inner);
  const { part } = context;
  const cut = outer.filter(({ box: { x, y, width, height } }) => {
    if (part === undefined) return false;
    const { box } = part;
    return (
      (x === 0 && box.x > 0) ||
      (y === 0 && box.y > 0) ||
      (x + width === box.width && box.x + box.width < part.width) ||
      (y + height === box.height && box.y + box.height < part.height)
    );
  });
  return { objects: outer.length, cut: cut.length, dropped: objects.dropped.map(({ reason, count }) => ({ reason, count })) };
}
