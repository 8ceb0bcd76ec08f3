import Type from "typebox";
import { verifyAudit } from "../accounts/audit.ts";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, ids, strict } from "../http/schemas.ts";

const Finding = Type.Object({ invariant: Type.String(), message: Type.String(), repaired: Type.Boolean() });

/** Whether everything is as it must be. */
export const checkRoutes: Routes = (app, { services: { pipeline }, db, callOf }) => {
  app.post("/api/projects/:project/check", {
    config: { access: { of: "project", role: "owner" } },
    schema: {
      operationId: "checkProject",
      summary: "Check rows and stored bytes of a project, and the audit, against each other",
      tags: ["check"],
      params: ids("project"),
      body: strict({ repair: Type.Optional(Type.Boolean({ default: false })) }),
      response: answers({
        200: Type.Object({ findings: Type.Array(Finding), checked: Type.Record(Type.String(), Type.Integer()) }),
      }),
    },
    async handler(request) {
      const { repair = false } = request.body;
      const call = await callOf(request);
      const [work, audit] = await Promise.all([
        pipeline.checkWork({ project: projectIn(request), repair }, { ...call, deadline: Date.now() + 600_000 }),
        verifyAudit(db),
      ]);
      const faults = audit.faults.map((message) => ({ invariant: "I8", message, repaired: false }));
      return { findings: [...work.findings, ...faults], checked: { ...work.checked, audit: audit.entries } };
    },
  });
};
