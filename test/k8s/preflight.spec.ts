import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Argosy } from "./given.ts";
import { openArgosy } from "./given.ts";
import { NAMESPACE, RELEASE } from "./installation.ts";
import { livePods } from "./live-state.ts";
import { noteStep, secondsSince } from "./record.ts";

const ABSENT = "absent";
const SENTENCE = `There is no IngressClass ${ABSENT}, so that nobody would serve the Ingress: install a controller, or set ingress.className.`;

describe("the preflight before an upgrade", () => {
  let argosy: Argosy;
  beforeAll(async () => {
    argosy = await openArgosy();
  });
  afterAll(() => argosy?.close());

  test("asks the API for the class of the Ingress, says that there is none, and no pod is touched", async () => {
    const { kubectl, helm, desk } = argosy;
    const pods = async () => (await livePods(kubectl)).map(({ uid }) => uid).sort();
    const before = await pods();
    const begun = performance.now();
    const place = [join(desk, "deploy/dist/argosy"), "--namespace", NAMESPACE, "--reuse-values"];
    const refused = helm(["upgrade", RELEASE, ...place, "--wait", "--timeout", "5m", "--set", `ingress.className=${ABSENT}`]);
    await expect(refused).rejects.toThrow("pre-upgrade hooks failed");
    const said = await kubectl(["-n", NAMESPACE, "logs", "job/argosy-preflight"]);
    expect(said).toContain(SENTENCE);
    expect(await pods()).toEqual(before);
    noteStep("preflight", "helm upgrade to a class of Ingress that is not there", `refused after ${secondsSince(begun)}: ${SENTENCE}`);
  });
});
