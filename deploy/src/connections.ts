import type { Part } from "./names.ts";
import { valuesOf } from "./names.ts";
import { isElastic } from "./workload.ts";

/**
 * A template without objects, which refuses values by which the pods together could open more connections than the database leaves to us:
 * an upgrade has one pod more of each part, and a job beside them.
 */
export function connectionsCheck(parts: readonly Part[]): string {
  const most = parts.map((part) => {
    const values = valuesOf(part);
    return part.role === "tasks" || isElastic(part) ? `${values}.minReplicas ${values}.maxReplicas` : `${values}.replicas`;
  });
  const pods = most.map((numbers) => (numbers.includes(" ") ? `(max ${numbers})` : numbers)).join(" ");
  return [
    `{{- $pods := add ${parts.length} ${pods} }}`,
    "{{- $needed := add 2 (mul $pods .Values.database.poolSize) }}",
    "{{- if gt $needed (int64 .Values.database.connections) }}",
    '{{- fail (printf "database.connections is %d, but these pods may open %d connections: allow fewer pods, or more connections" (int64 .Values.database.connections) $needed) }}',
    "{{- end }}",
    "",
  ].join("\n");
}
