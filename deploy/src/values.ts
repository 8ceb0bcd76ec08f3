import type { Stage } from "@argosy/work";
import { STAGES } from "@argosy/work";
import { Type } from "typebox";
import { COMMON_SETTINGS } from "./names.ts";
import type { Size } from "./value-kinds.ts";
import { elastic, fixed, flag, group, name, objects, text, texts, whole, worker } from "./value-kinds.ts";

const ANSWERS: Size = { cpu: "100m", cpuLimit: "1", memory: "512Mi", scratch: "1Gi" };
const WORKS: Size = { cpu: "1", cpuLimit: "2", memory: "2Gi", scratch: "2Gi" };
const WORKERS: Readonly<Record<Stage, readonly [number, Size]>> = {
  ingest: [4, { ...WORKS, scratch: "8Gi" }],
  segment: [6, WORKS],
  measure: [4, WORKS],
  classify: [2, WORKS],
  export: [2, { ...WORKS, scratch: "8Gi" }],
};

const DNS_PODS = { namespaceSelector: {}, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
const inNamespace = (namespace: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } });
const SETTING = `^(${COMMON_SETTINGS.join("|")}|(INGEST|TILES|SEGMENT|MEASURE|CLASSIFY|EXPORT|PIPELINE)_[A-Z_]+)$`;

/** Everything that an operator may set: values.yaml with its comments, and values.schema.json, are made from it. */
export const VALUES = group("Values of the chart.", {
  image: group("The one image that every service runs from.", {
    repository: text("Where it lies, without a tag.", "argosy", "^[a-z0-9][a-z0-9./:_-]*$"),
    tag: text("Its tag; empty: the version of the chart. Not looked at where there is a digest.", "", "^[A-Za-z0-9_.-]{0,128}$"),
    digest: text("Its digest, sha256:...; better than a tag, because it always means the same bytes.", "", "^(sha256:[0-9a-f]{64})?$"),
    pullSecrets: objects("Secrets of the registry, such as [{name: registry}].", []),
  }),
  database: group("PostgreSQL 15 or later.", {
    url: text(
      "postgres://OWNER@HOST:PORT/DATABASE, as the owner of the database and without a password.",
      "postgres://argosy@postgres:5432/argosy",
      "^postgres(ql)?://[^:@/]+@[^/@]+/[^/]+$",
    ),
    secret: name("Secret with the key password: that of the owner. Services have roles and passwords of their own.", "argosy-database"),
    poolSize: whole("Connections of a process at most.", 4, [1, 100]),
    connections: whole("Connections that the server leaves to us; more pods than it can bear are refused.", 300, [10, 100_000]),
  }),
  bus: group("NATS with JetStream.", {
    url: text("nats://HOST:PORT, several joined by commas.", "nats://nats:4222", "^nats://[^,]+(,nats://[^,]+)*$"),
    monitoring: text(
      "HOST:PORT where it answers over HTTP; KEDA reads there how many messages wait.",
      "nats:8222",
      "^[A-Za-z0-9.-]+:[0-9]+$",
    ),
    account: text("Account of the users of Argosy.", "ARGOSY", "^[A-Za-z0-9_-]+$"),
    stream: text("Stream of the messages.", "argosy", "^[A-Za-z0-9-]+$"),
    replicas: whole("Servers that keep a copy of each message.", 1, [1, 5]),
  }),
  store: group("An object store that speaks S3.", {
    endpoint: text("Its address.", "http://s3:9000", "^https?://[^/]+$"),
    bucket: text("Bucket of the installation, which is there already.", "argosy", "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"),
    region: text("Region that requests are signed for.", "us-east-1", "^[a-z0-9-]+$"),
    secret: name("Secret with the keys access-key and secret-key.", "argosy-store"),
    ownKeys: flag(
      "Whether each service has keys of its own, `<service>.access-key` and `<service>.secret-key` of the same secret; the preflight keeps the others.",
      false,
    ),
  }),
  secrets: group("What the services prove themselves with, as `argosy secrets` makes it.", {
    services: name("Secret with a certificate, keys and a password for each service.", "argosy-services"),
    owner: name("Secret with the key password: the first user, the owner, signs in with it.", "argosy-owner"),
    revision: text("Change it when a secret was changed: all pods are then started again, one after another.", "1", "^[A-Za-z0-9.-]*$"),
  }),
  ingress: group("How browsers reach the gateway.", {
    enabled: flag("Whether there is an Ingress.", false),
    className: name("Its class.", "nginx"),
    host: name("Name of the installation.", "argosy.example.org"),
    tlsSecret: name("Secret with the certificate of that name; empty: none.", ""),
    annotations: texts("For the controller, such as a limit of the size of uploads."),
  }),
  services: group("Services that answer; their tasks are worked off by other pods.", {
    pipeline: fixed("Jobs, runs and tasks.", 2, ANSWERS),
    ingest: fixed("Collections, images and uploads.", 2, ANSWERS),
    segment: fixed("Objects and their columns.", 2, { ...ANSWERS, memory: "1Gi" }),
    measure: fixed("Measures of objects.", 2, ANSWERS),
    classify: fixed("Labels, classes and models.", 2, ANSWERS),
    export: fixed("Bundles.", 2, ANSWERS),
    tiles: elastic("Pictures of images and objects.", { cpu: "500m", cpuLimit: "2", memory: "1Gi", scratch: "1Gi" }),
    gateway: elastic("HTTP for browsers and programs, and the page.", { cpu: "250m", cpuLimit: "2", memory: "1Gi", scratch: "4Gi" }),
  }),
  workers: group(
    "Pods that take tasks; there are more of them while messages wait.",
    Object.fromEntries(STAGES.map((stage) => [stage, worker(stage, ...WORKERS[stage])])) as Record<Stage, ReturnType<typeof worker>>,
  ),
  scaling: group("Who changes the number of pods.", {
    keda: flag("KEDA, by the messages that wait; without it there are minReplicas of each worker, at least one.", true),
    hpa: flag("The HorizontalPodAutoscaler, for tiles and gateway; without it there are minReplicas.", true),
    pollSeconds: whole("How often KEDA looks.", 5, [1, 600]),
    cooldownSeconds: whole("How long a worker that has nothing to do stays.", 300, [1, 86_400]),
  }),
  network: group(
    "Who may reach whom: everything else is refused, in both directions. Peers are those of a NetworkPolicy; an empty list is everybody.",
    {
      policies: flag("Whether there are NetworkPolicies; the network of the cluster must enforce them.", true),
      database: objects("Peers that are PostgreSQL.", []),
      bus: objects("Peers that are NATS.", []),
      store: objects("Peers that are the object store.", []),
      dns: objects("Peers that are the name server.", [DNS_PODS]),
      ingress: objects("Peers that call the gateway.", [inNamespace("ingress-nginx")]),
      monitoring: objects("Peers that read metrics.", [inNamespace("monitoring")]),
      collector: objects("Peers that take traces.", []),
      kubernetes: objects("Peers that are the API of Kubernetes; the preflight asks it for the class of the Ingress.", []),
      kubernetesPort: whole("Port of that API behind its service.", 6443, [1, 65_535]),
    },
  ),
  monitoring: group("Prometheus by its operator, and Grafana.", {
    serviceMonitor: flag("Whether there is a ServiceMonitor.", false),
    rules: flag("Whether there is a PrometheusRule with the alerts.", false),
    dashboard: flag("Whether there is a ConfigMap with the dashboard, labelled grafana_dashboard.", false),
    labels: texts("Labels that the operator of Prometheus looks for."),
  }),
  tracing: group("Where traces go.", {
    endpoint: text("Address of a collector (OTLP over HTTP); empty: nowhere.", "", "^(https?://[^/]+)?$"),
  }),
  settings: Type.Object(
    {},
    {
      description: 'Settings of services by their names, such as SEGMENT_TASKS: "4"; they are the same for all.',
      default: {},
      additionalProperties: false,
      patternProperties: { [SETTING]: Type.String() },
    },
  ),
  pods: group("What all pods have in common.", {
    priorityClass: name("Class of priority; empty: none.", ""),
    nodeSelector: texts("Labels of the nodes that they run on."),
    tolerations: objects("Taints that they bear.", []),
    silentSeconds: whole("How long after its node was given up for silent a pod is replaced by one elsewhere.", 30, [0, 3_600]),
    drainSeconds: whole("How long a pod that is about to end still answers, until everybody has heard of it.", 5, [0, 60]),
    graceSeconds: whole("How long work in hand may take at the end.", 30, [0, 600]),
  }),
});
