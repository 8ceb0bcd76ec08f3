import { ArgosyError } from "@argosy/core";
import type { BoundService, Bundle } from "@argosy/rpc";
import { bindService, ExportServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { BundleView } from "./bundles.ts";
import { findBundle, listBundles } from "./bundles.ts";
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
      async *streamTable(request, { signal }) {
        for await (const text of streamTable(ports, request, signal)) yield { text };
      },
      async *streamLabelTiff(request, { signal }) {
        for await (const data of labelTiff(ports, request, signal)) yield { data };
      },
    },
    { getBundle: "viewer", listBundles: "viewer", streamTable: "viewer", streamLabelTiff: "viewer" },
    { streamTable: { idleMs: 600_000 } },
  );
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ecotaxa: "application/zip",
  csv: "text/csv",
  "csv-metadata": "application/csvm+json",
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
    createdAt: row.created_at.toISOString(),
  };
}
