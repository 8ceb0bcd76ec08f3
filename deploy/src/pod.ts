import type { Expressions } from "./expression.ts";

/** A pod of one container. */
export interface PodOptions {
  readonly container: Readonly<Record<string, unknown>> & { readonly name: string };
  /** Files of secrets, by the path below the mount and the key; a secret's name is an expression. */
  readonly secrets: readonly SecretFiles[];
  /** Room for temporary files, as an expression. */
  readonly scratch: string;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Files out of one secret. */
export interface SecretFiles {
  readonly secret: string;
  /** Path of the file, and the key of the secret that it holds; a key may be a mark of an expression. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where secrets and temporary files are found. */
export const SECRETS_FOLDER = "/secrets";
const SCRATCH_FOLDER = "/tmp";
const USER = 10_001;

/**
 * What every pod has in common: it runs as nobody in particular, cannot gain rights, writes nowhere but below its own /tmp, whose size is
 * bound, and holds no token of the API of Kubernetes.
 */
export function podSpec(e: Expressions, { container, secrets, scratch, spec = {} }: PodOptions): Record<string, unknown> {
  const sources = secrets.map(({ secret, files }) => ({
    secret: { name: e.value(secret), items: Object.entries(files).map(([path, key]) => ({ key, path })) },
  }));
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: "RuntimeDefault" },
    },
    imagePullSecrets: e.value(".Values.image.pullSecrets"),
    priorityClassName: e.valueIf(".Values.pods.priorityClass", ".Values.pods.priorityClass"),
    nodeSelector: e.value(".Values.pods.nodeSelector"),
    tolerations: e.value(tolerationsCode()),
    ...spec,
    containers: [
      {
        image: e.value(imageCode()),
        imagePullPolicy: "IfNotPresent",
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
        ...container,
        volumeMounts: [
          { name: "scratch", mountPath: SCRATCH_FOLDER },
          ...(sources.length === 0 ? [] : [{ name: "secrets", mountPath: SECRETS_FOLDER, readOnly: true }]),
        ],
      },
    ],
    volumes: [
      { name: "scratch", emptyDir: { sizeLimit: e.value(scratch) } },
      ...(sources.length === 0 ? [] : [{ name: "secrets", projected: { defaultMode: 0o440, sources } }]),
    ],
  };
}

/** Variables as a list, of texts and expressions. */
export function environment(variables: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** By default Kubernetes waits five minutes before it replaces the pods of a node that has gone silent. */
function tolerationsCode(): string {
  const silent = ["not-ready", "unreachable"].map(
    (key) =>
      `(dict "key" "node.kubernetes.io/${key}" "operator" "Exists" "effect" "NoExecute" "tolerationSeconds" (int64 .Values.pods.silentSeconds))`,
  );
  return `concat .Values.pods.tolerations (list ${silent.join(" ")})`;
}

function imageCode(): string {
  const { image, tag } = {
    image: ".Values.image",
    tag: 'printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag)',
  };
  return `ternary (printf "%s@%s" ${image}.repository ${image}.digest) (${tag}) (ne ${image}.digest "")`;
}
