import { setTimeout as delay } from "node:timers/promises";
import { NAMESPACE } from "./installation.ts";
import type { LivePod } from "./live-state.ts";
import type { Command } from "./node/kubectl.ts";

const LOOK_MS = 3_000;
const VOLUME = "scratch";
const UNITS: Readonly<Record<string, number>> = { Mi: 2 ** 20, Gi: 2 ** 30 };

interface Summary {
  readonly pods: readonly {
    readonly podRef: { readonly namespace: string; readonly name: string };
    readonly volume?: readonly { readonly name: string; readonly usedBytes?: number }[];
  }[];
}

/** The most that a pod had in its temporary files. */
export interface ScratchUse {
  readonly mostBytes: number;
  /** The most that one used of its room. */
  readonly share: number;
  readonly looks: number;
}

/** Looks at the temporary files of pods, as the kubelets know them, until the signal. */
export async function watchScratch(kubectl: Command, watched: readonly LivePod[], signal: AbortSignal): Promise<ScratchUse> {
  const rooms = new Map(watched.map(({ name, spec }) => [name, roomOf(spec)]));
  const nodes = [...new Set(watched.map(({ node }) => node))];
  let [mostBytes, share, looks] = [0, 0, 0];
  do {
    for (const node of nodes) {
      const { pods } = JSON.parse(await kubectl(["get", "--raw", `/api/v1/nodes/${node}/proxy/stats/summary`])) as Summary;
      for (const { podRef, volume = [] } of pods) {
        const room = podRef.namespace === NAMESPACE ? rooms.get(podRef.name) : undefined;
        if (room === undefined) continue;
        const used = volume.find(({ name }) => name === VOLUME)?.usedBytes ?? 0;
        mostBytes = Math.max(mostBytes, used);
        share = Math.max(share, used / room);
        looks++;
      }
    }
    await delay(LOOK_MS);
  } while (!signal.aborted);
  return { mostBytes, share, looks };
}

function roomOf(spec: LivePod["spec"]): number {
  const volumes = spec.volumes as readonly { readonly name: string; readonly emptyDir?: { readonly sizeLimit: string } }[];
  const [, count, unit] = /^(\d+)(Mi|Gi)$/.exec(volumes.find(({ name }) => name === VOLUME)!.emptyDir!.sizeLimit)!;
  return Number(count) * UNITS[unit!]!;
}
