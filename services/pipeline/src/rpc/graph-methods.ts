import { ArgosyError } from "@argosy/core";
import type { Graph as GraphMessage } from "@argosy/rpc";
import { checkGraph } from "../create-run.ts";
import type { GraphRow } from "../graphs.ts";
import { findGraph, listGraphs, putGraph } from "../graphs.ts";
import type { PipelineWorld } from "../world.ts";
import type { PipelineMethods } from "./methods.ts";

/** Graphs: check, store, look up. */
export function graphMethods(world: PipelineWorld): Pick<PipelineMethods, "validateGraph" | "putGraph" | "getGraph" | "listGraphs"> {
  const { db, registry, templates } = world;
  return {
    async validateGraph({ project, definition }) {
      const { graph, sha256, warnings } = checkGraph(definition, registry);
      return {
        id: "",
        project,
        name: graph.name,
        version: 0,
        definition: graph,
        sha256,
        createdAt: "",
        template: false,
        warnings: [...warnings],
      };
    },
    async putGraph({ project, definition }) {
      const { graph, sha256, warnings } = checkGraph(definition, registry);
      const row = await putGraph(db, { id: world.newId(), projectId: project, definition: graph, sha256 });
      return graphMessage(row, warnings);
    },
    async getGraph({ project, graph }) {
      const row = await findGraph(db, project, graph);
      if (row !== undefined) return graphMessage(row, []);
      const template = templates.get(graph);
      if (template === undefined) throw new ArgosyError("not_found", "there is no such graph or template", { details: { graph } });
      return templateMessage(world, project, template);
    },
    async listGraphs({ project }) {
      const stored = (await listGraphs(db, project)).map((row) => graphMessage(row, []));
      return { graphs: [...stored, ...[...templates.values()].map((template) => templateMessage(world, project, template))] };
    },
  };
}

function graphMessage(row: GraphRow, warnings: readonly string[]): GraphMessage {
  return {
    id: row.id,
    project: row.project_id,
    name: row.name,
    version: row.version,
    definition: { ...row.definition },
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
    template: false,
    warnings: [...warnings],
  };
}

function templateMessage(world: PipelineWorld, project: string, template: unknown): GraphMessage {
  const { graph, sha256, warnings } = checkGraph(template, world.registry);
  return {
    id: "",
    project,
    name: graph.name,
    version: 0,
    definition: { ...graph },
    sha256,
    createdAt: "",
    template: true,
    warnings: [...warnings],
  };
}
