import type { ArgosyError } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { BoundService, CallContext, Class, Implementation, RefusedLabel } from "@argosy/rpc";
import { bindService, ClassifyServiceDefinition, formatTraceparent, roleIncludes } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { forgetting } from "@argosy/runtime";
import { applyLabelActions } from "./actions/apply-actions.ts";
import { callerOf } from "./caller.ts";
import { addClasses } from "./class-list.ts";
import { mergeClasses } from "./class-merge.ts";
import type { ClassRow } from "./class-names.ts";
import { deleteClass, listClasses, putClass } from "./class-tree.ts";
import { importLabels } from "./import-labels.ts";
import { keptOfProjects } from "./kept-of-projects.ts";
import { labelHistory } from "./label-history.ts";
import type { BadRow } from "./label-table.ts";
import { MAP_OPTIONS, MAP_ROLES, mapMethods } from "./map-methods.ts";
import { MODEL_OPTIONS, MODEL_ROLES, modelMethods } from "./model-methods.ts";
import type { LabelOrder } from "./set-labels.ts";
import { setLabels } from "./set-labels.ts";

type Methods = Implementation<typeof ClassifyServiceDefinition>;

/** More refused rows than this are counted, not listed: an answer has to fit a message. */
const REFUSED_ROWS = 1_000;

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function classifyRpc(ports: Ports): BoundService {
  return bindService(
    ClassifyServiceDefinition,
    { ...classMethods(ports), ...labelMethods(ports), ...modelMethods(ports), ...mapMethods(ports), ...forgetting(ports, keptOfProjects) },
    {
      listClasses: "viewer",
      putClass: "editor",
      deleteClass: "editor",
      mergeClasses: "editor",
      addClasses: "editor",
      forgetProject: "service",
      setLabels: "annotator",
      importLabels: "annotator",
      applyLabelActions: "annotator",
      listLabelHistory: "viewer",
      ...MODEL_ROLES,
      ...MAP_ROLES,
    },
    {
      setLabels: { timeoutMs: 60_000 },
      mergeClasses: { timeoutMs: 120_000 },
      forgetProject: { timeoutMs: 600_000 },
      applyLabelActions: { timeoutMs: 300_000 },
      importLabels: { timeoutMs: 300_000 },
      ...MODEL_OPTIONS,
      ...MAP_OPTIONS,
    },
  );
}

function classMethods({ db, newId }: Ports): Pick<Methods, "listClasses" | "putClass" | "deleteClass" | "mergeClasses" | "addClasses"> {
  return {
    listClasses: async ({ project }) => ({ classes: (await listClasses(db, project)).map(classMessage) }),
    async putClass({ project, class: given }) {
      if (given === undefined) throw refusal("FIELD_INVALID", "the request has no class", { field: "class" });
      const row = await putClass(db, project, given, newId);
      const listed = (await listClasses(db, project)).find((other) => other.id === row.id);
      return classMessage(listed ?? { ...row, objects: 0 });
    },
    async deleteClass({ project, class: id }) {
      await deleteClass(db, project, id);
      return {};
    },
    async mergeClasses(request, context) {
      const row = await mergeClasses(db, { ...request, caller: callerOf(context.identity), trace: formatTraceparent(context.trace) });
      const listed = (await listClasses(db, request.project)).find((other) => other.id === row.id);
      return classMessage(listed ?? { ...row, objects: 0 });
    },
    async addClasses({ project, classes }) {
      await addClasses(db, project, classes, newId);
      return { classes: (await listClasses(db, project)).map(classMessage) };
    },
  };
}

function labelMethods(ports: Ports): Pick<Methods, "setLabels" | "importLabels" | "applyLabelActions" | "listLabelHistory"> {
  const { db } = ports;
  return {
    async setLabels(request, context) {
      const counts = await setLabels(db, orderOf(ports, request, context), request.labels);
      return { ...counts, refused: [] };
    },
    async importLabels(request, context) {
      const { changed, unchanged, refused } = await importLabels(db, orderOf(ports, request, context), request.table);
      return { changed, unchanged, refused: refusedMessages(refused) };
    },
    async applyLabelActions({ project, client, actions }, context) {
      const { identity, trace } = context;
      const order = { project, client, caller: callerOf(identity), trace: formatTraceparent(trace) };
      return { results: await applyLabelActions(ports, order, actions, context) };
    },
    async listLabelHistory({ project, object }) {
      const events = await labelHistory(db, project, object);
      return {
        events: events.map((event) => ({
          class: event.class ?? "",
          status: event.status ?? "",
          author: event.author,
          model: event.model ?? "",
          score: event.score ?? undefined,
          at: event.at.toISOString(),
          origin: event.origin,
          action: event.action ?? "",
        })),
      };
    },
  };
}

/** @throws {ArgosyError} PERMISSION_MISSING for an annotator who wants new classes: the tree belongs to editors. */
function orderOf(
  { newId }: Ports,
  request: { readonly project: string; readonly run: string; readonly createClasses: boolean },
  context: CallContext,
): LabelOrder {
  const { identity, trace } = context;
  const role = identity.roles[request.project];
  const mayCreate = identity.service !== undefined || (role !== undefined && roleIncludes(role, "editor"));
  if (request.createClasses && !mayCreate) throw refusal("PERMISSION_MISSING", "the role in the project does not allow new classes");
  return {
    project: request.project,
    run: request.run,
    create: request.createClasses ? { newId } : undefined,
    caller: callerOf(context.identity),
    trace: formatTraceparent(trace),
  };
}

function classMessage(row: ClassRow & { readonly objects: number }): Class {
  return {
    id: row.id,
    project: row.project_id,
    name: row.name,
    parent: row.parent_id ?? "",
    color: row.color,
    objects: row.objects,
    key: row.key,
  };
}

function refusedMessages(refused: readonly BadRow[]): RefusedLabel[] {
  const messages = refused.slice(0, REFUSED_ROWS).map(({ line, object, problem }) => refusedMessage(line, object, problem));
  const more = refused.length - messages.length;
  if (more > 0) messages.push(refusedMessage(0, "", refusal("LABEL_TABLE_INVALID", `${more} more rows were refused`, { more })));
  return messages;
}

function refusedMessage(row: number, object: string, { code, reason, message, details }: ArgosyError): RefusedLabel {
  return {
    row,
    object: object.slice(0, 1_024),
    problem: { code, reason: reason ?? "", detail: message.slice(0, 1_024), details: { ...details } },
  };
}
