import { join } from "node:path";
import type { MetricMeaning } from "@argosy/runtime";
import { METRICS } from "@argosy/runtime";
import type { EventMeaning } from "@argosy/work";
import { EVENT_CATALOGUE } from "@argosy/work";
import { FLOWCAM_FOLDER } from "../eval/flowcam.ts";
import { ZOOPROCESS_FOLDER } from "../eval/measures/zooprocess.ts";
import { measuresDocument } from "../eval/measures.ts";
import { kernelsDocument } from "../reference/kernels-document.ts";
import { ROOT } from "./command.ts";
import { tableOf } from "./markdown-table.ts";
import { nodesDocument } from "./nodes-document.ts";

/** Documents that are made from tables of the program, by their place. */
export const DOCUMENTS: Readonly<Record<string, () => string | Promise<string>>> = {
  [join(ROOT, "docs/events.md")]: eventsDocument,
  [join(ROOT, "docs/kernels.md")]: kernelsDocument,
  [join(ROOT, "docs/metrics.md")]: metricsDocument,
  [join(ROOT, "docs/nodes.md")]: nodesDocument,
};

/** A document that is made from real images. */
export interface SampledDocument {
  /** Folders of real images that it is made from. */
  readonly needs: readonly string[];
  readonly write: (samples: string) => Promise<string>;
}

/** Documents that are made from real images, by their place; where the images are absent they are left as they are. */
export const SAMPLED_DOCUMENTS: Readonly<Record<string, SampledDocument>> = {
  [join(ROOT, "docs/measures.md")]: { needs: [ZOOPROCESS_FOLDER, FLOWCAM_FOLDER], write: measuresDocument },
};

const EVENTS_HEAD = `# Events

Generated from \`packages/work/src/event-catalogue.ts\` by \`npm run gen:docs\`; not to be edited.

What happens in Argosy can be followed from outside. In the cluster home events are messages of the NATS JetStream stream \`argosy\`
(setting \`NATS_STREAM\`). A message's subject is \`argosy.<id>.<event>\`, its body the JSON below: references, never pixels, never names.
Its header \`traceparent\` ([W3C](https://www.w3.org/TR/trace-context/)) names the request that it came from.

## How to follow them

[examples/follow-a-run](../examples/follow-a-run/follow-a-run.ts) is a whole program: a plain NATS client with a durable consumer, whose
position the server keeps. On a server that asks who connects, the user for programs outside is \`listener\`; its files are in the folder
\`listener\` of the secrets, which the program takes as \`LISTENER_FOLDER\`.

- Make a durable consumer of your own name with \`filter_subject: "argosy.*.image.ready"\`, one for each event that you want. A message lies
  in the stream until every consumer has acknowledged it, so a consumer that is not wanted any more must be deleted.
- A consumer gets what is published after it was made, also while it was away.
- An event may come twice (\`<id>\` is then the same) and late. It says where to look: ask the REST interface for the facts.
- Events that are _kept_ are rows of the publisher's database, committed together with what they tell of, and are sent until the
  broker has them. The others are hints that may be lost.
- Payloads may get more members, never fewer; read what you know and pass over the rest.
- \`task.*\` is work for the services themselves. Do not consume it.

`;

function eventsDocument(): string {
  const events = Object.entries<EventMeaning>(EVENT_CATALOGUE);
  const rows = events.map(([name, { by, kept, when }]) => [`[\`${name}\`](#${name.replace(".", "")})`, by, kept ? "yes" : "no", when]);
  const parts = events.map(([name, { schema, example }]) => {
    const [form, sample] = [schema, example].map((value) => JSON.stringify(value, undefined, 2));
    return `\n## ${name}\n\nSubject \`argosy.*.${name}\`\n\n\`\`\`json\n${form}\n\`\`\`\n\nFor example:\n\n\`\`\`json\n${sample}\n\`\`\`\n`;
  });
  return EVENTS_HEAD + tableOf(["event", "by", "kept", "when"], rows) + parts.join("");
}

const METRICS_HEAD = `# Metrics

Generated from \`packages/runtime/src/telemetry/metric-table.ts\` by \`npm run gen:docs\`; not to be edited.

Every process answers \`/metrics\` in the text format of Prometheus on its health port: \`HEALTH_PORT\` in the cluster home (default 9090),
\`ARGOSY_HEALTH_PORT\` in the embedded one (default: none). Besides what stands here, each tells of its own process under \`argosy_process_*\`
and \`argosy_nodejs_*\`. Labels hold names of ours, never ids, never anything that people wrote.

Queues are read from the database when somebody looks, by the processes of pipeline; where there are several, take their \`max\`.

`;

function metricsDocument(): string {
  const rows = Object.entries<MetricMeaning>(METRICS).map(([name, { kind, labels, help }]) => [
    `\`${name}\``,
    kind,
    labels.map((label) => `\`${label}\``).join(", "),
    help,
  ]);
  return METRICS_HEAD + tableOf(["metric", "kind", "labels", "what it tells"], rows);
}
