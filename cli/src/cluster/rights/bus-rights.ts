import type { ServiceName } from "@argosy/rpc";
import type { EventName, Stage } from "@argosy/work";
import { EVENT_NAMES, inboxOf, STAGES } from "@argosy/work";

/** Users of the bus: the services, and programs outside that follow what happens. */
export type BusUser = ServiceName | "listener";

/** What one user may do, as the server's configuration says it. */
export interface BusPermissions {
  readonly publish: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
}

/** Which events a user hears under a name of the moment, one of its own for each process or program. */
const FOLLOWED: { readonly [User in BusUser]?: readonly EventName[] } = {
  gateway: ["job.changed", "labels.changed"],
  pipeline: ["job.changed"],
  listener: EVENT_NAMES.filter((name) => !name.startsWith("task.")),
};

/**
 * What a user of the bus may do. Pipeline alone publishes: tasks, and the events in the tables of all. A stage takes its own tasks under
 * its own durable name; who follows events does so under names of the moment, and can touch no durable of a stage. Any service may make
 * the stream where it is not there, for it may be the first to see that the server has lost it; none may change, empty or delete it.
 */
export function permissionsOf(user: BusUser, stream: string): BusPermissions {
  const stage = STAGES.find((name) => name === user);
  const followed = FOLLOWED[user] ?? [];
  return {
    publish: {
      allow: [
        "$JS.API.INFO",
        `$JS.API.STREAM.INFO.${stream}`,
        ...(user === "listener" ? [] : [`$JS.API.STREAM.CREATE.${stream}`]),
        ...(user === "pipeline" ? EVENT_NAMES.map((name) => `${stream}.*.${name}`) : []),
        ...(stage === undefined ? [] : takingTasks(stage, stream)),
        ...(followed.length === 0 ? [] : following(followed, stream)),
      ],
      deny: followed.length === 0 ? [] : STAGES.flatMap((name) => touching(durableOf(name), stream)),
    },
    subscribe: { allow: [`${inboxOf(user)}.>`] },
  };
}

/** The name under which all processes of a stage share its tasks, as the bus makes it. */
function durableOf(stage: Stage): string {
  return `${stage}_task_${stage}`;
}

function takingTasks(stage: Stage, stream: string): string[] {
  const durable = durableOf(stage);
  return [
    `$JS.API.CONSUMER.CREATE.${stream}.${durable}.${stream}.*.task.${stage}`,
    `$JS.API.CONSUMER.INFO.${stream}.${durable}`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
    `$JS.ACK.${stream}.${durable}.>`,
  ];
}

function following(events: readonly EventName[], stream: string): string[] {
  return [
    ...events.map((name) => `$JS.API.CONSUMER.CREATE.${stream}.*.${stream}.*.${name}`),
    `$JS.API.CONSUMER.INFO.${stream}.*`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
    `$JS.ACK.${stream}.>`,
  ];
}

function touching(durable: string, stream: string): string[] {
  return [
    `$JS.API.CONSUMER.CREATE.${stream}.${durable}.>`,
    `$JS.API.CONSUMER.*.${stream}.${durable}`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
    `$JS.ACK.${stream}.${durable}.>`,
  ];
}
