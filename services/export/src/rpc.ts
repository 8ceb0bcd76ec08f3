import { ArgosyError } from "@argosy/core";
import type { BoundService, Bundle, BundleFinding } from "@argosy/rpc";
import { bindService, ExportServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { forgetting } from "@argosy/runtime";
import type { BundleView } from "./bundles.ts";
import { deleteBundle, findBundle, listBundles } from "./bundles.ts";
import { createExport } from "./create-export.ts";
import type { Finding } from "./ecotaxa/findings.ts";
import { RULE_HINTS } from "./ecotaxa/rule-hints.ts";
import { ECOTAXA_RULES } from "./ecotaxa/rules.ts";
import { keptOfProjects } from "./kept-of-projects.ts";
import { labelTiff } from "./label-tiff.ts";
import { streamTable } from "./stream-table.ts";

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function exportRpc(ports: Ports): BoundService {
  const { db } = ports;
  return bindService(
    ExportServiceDefinition,
    {
      async getBundle({ project, bundle }) {
        const row = await findBundle(db, project, bundle);
        if (row === undefined) throw new ArgosyError("not_found", "there is no such bundle", { details: { bundle } });
        return bundleMessage(row);
      },
      listBundles: async ({ project, run }) => ({ bundles: (await listBundles(db, project, run)).map(bundleMessage) }),
      async deleteBundle({ project, bundle }) {
        await deleteBundle(db, ports.store, project, bundle);
        return {};
      },
      ...forgetting(ports, keptOfProjects),
      createExport: (request, { identity }) => createExport(ports, request, identity.user ?? identity.service ?? ""),
      async *streamTable(request, { signal }) {
        for await (const text of streamTable(ports, request, signal)) yield { text };
      },
      async *streamLabelTiff(request, { signal }) {
        for await (const data of labelTiff(ports, request, signal)) yield { data };
      },
    },
    {
      getBundle: "viewer",
      listBundles: "viewer",
      deleteBundle: "editor",
      createExport: "editor",
      streamTable: "viewer",
      streamLabelTiff: "viewer",
      forgetProject: "service",
    },
    { streamTable: { idleMs: 600_000 }, forgetProject: { timeoutMs: 600_000 } },
  );
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ecotaxa: "application/zip",
  csv: "text/csv",
  "csv-metadata": "application/csvm+json",
  masks: "application/zip",
};

function bundleMessage(row: BundleView): Bundle {
  const mediaType = MEDIA_TYPES[row.kind] ?? "application/octet-stream";
  return {
    id: row.id,
    project: row.project_id,
    run: row.run ?? "",
    kind: row.kind,
    name: row.name,
    parts: row.parts.map((part) => ({ ...part, mediaType })),
    size: row.size,
    sha256: row.sha256,
    objects: row.objects,
    findings: [...row.findings],
    notes: [...row.notes],
    checks: row.checks.map(findingMessage),
    author: row.author,
    chosen: row.choice !== null,
    createdAt: row.created_at.toISOString(),
  };
}

function findingMessage({ severity, rule, where, message }: Finding): BundleFinding {
  const { sentence } = ECOTAXA_RULES[rule];
  const place = [where.file, where.line === undefined ? "" : `line ${where.line}`, where.column ?? ""].filter((part) => part !== "");
  return { severity, rule, sentence, hint: RULE_HINTS[rule], message, where: place.join(", ") };
}
