import type { Static } from "typebox";
import { Type } from "typebox";

/** Where traces go: the names and defaults of OpenTelemetry (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). */
export const OtlpSettingsSchema = Type.Object({
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.String({ default: "", description: "Address of a collector; /v1/traces is added. Empty: no traces." }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: Type.String({ default: "", description: "Whole address for traces, in place of the former." }),
  OTEL_EXPORTER_OTLP_HEADERS: Type.String({ default: "", description: "Headers of each request: name=value, separated by commas." }),
  OTEL_EXPORTER_OTLP_PROTOCOL: Type.Literal("http/json", { default: "http/json", description: "How spans are written." }),
  OTEL_EXPORTER_OTLP_TIMEOUT: Type.Integer({ minimum: 1, default: 10_000, description: "Milliseconds that a collector may take." }),
  OTEL_TRACES_SAMPLER_ARG: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 1,
    description: "Share of new traces that are recorded; what comes with a traceparent follows its flag.",
  }),
  OTEL_SDK_DISABLED: Type.Boolean({ default: false, description: "No traces, whatever else is set." }),
});

/** What {@link OtlpSettingsSchema} says. */
export type OtlpSettings = Static<typeof OtlpSettingsSchema>;

/** The address that spans are sent to, or `undefined` where none is set. */
export function tracesUrl(settings: OtlpSettings): string | undefined {
  if (settings.OTEL_SDK_DISABLED) return undefined;
  if (settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT !== "") return settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  return base === "" ? undefined : `${base.replace(/\/+$/, "")}/v1/traces`;
}

/** The headers that an operator wants sent along. */
export function tracesHeaders({ OTEL_EXPORTER_OTLP_HEADERS: text }: OtlpSettings): Record<string, string> {
  const pairs = text.split(",").filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")).trim(), decodeURIComponent(pair.slice(pair.indexOf("=") + 1).trim())]),
  );
}
