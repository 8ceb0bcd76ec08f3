import Type from "typebox";
import { accountNames } from "../accounts/accounts.ts";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Column, Filters, parseFilter } from "../http/object-filter.ts";
import { answers, ids, strict } from "../http/schemas.ts";

const tags = ["objects"];
const params = ids("project", "run");
const Count = Type.Integer({ minimum: 0 });
const Counted = Type.Object({ name: Type.String({ description: "Empty for none." }), objects: Count });
const Numbers = Type.Array(Type.Number());

/** What many objects of a run have in common: counts and the spread of their measurements. */
export const objectSetRoutes: Routes = (app, { db, services: { segment }, callOf }) => {
  app.get("/api/projects/:project/runs/:run/objects/counts", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "countObjects",
      summary: "How many objects there are by class, status and author",
      tags,
      params,
      querystring: strict({ filter: Filters }),
      response: answers({
        200: Type.Object({
          total: Count,
          classes: Type.Array(
            Type.Object({
              id: Type.String({ description: "Empty for a predicted class that the tree does not have." }),
              name: Type.String(),
              objects: Count,
              validated: Count,
            }),
          ),
          statuses: Type.Array(Counted),
          authors: Type.Array(
            Type.Object({ name: Type.String({ description: "As labels have it; empty for none." }), title: Type.String(), objects: Count }),
          ),
        }),
      }),
    },
    async handler(request) {
      const { filter = [] } = request.query;
      const set = { project: projectIn(request), run: request.params.run, filters: filter.map(parseFilter) };
      const counts = await segment.countObjects(set, await callOf(request));
      // Whoever labels in the page is known to labels by the id of the account.
      const titles = await accountNames(
        db,
        counts.authors.map(({ name }) => name),
      );
      return { ...counts, authors: counts.authors.map((author) => ({ ...author, title: titles.get(author.name) ?? author.name })) };
    },
  });
  app.get("/api/projects/:project/runs/:run/objects/histogram", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getHistogram",
      summary: "How the values of a measurement are spread over the objects",
      tags,
      params,
      querystring: strict({
        filter: Filters,
        column: Column,
        bins: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
        logarithmic: Type.Optional(Type.Boolean({ default: false, description: "Bins of equal width of the logarithm." })),
        low: Type.Optional(Type.Number({ description: "Begin of the first bin; absent: the least value." })),
        high: Type.Optional(Type.Number({ description: "End of the last bin; absent: the greatest value." })),
      }),
      response: answers({ 200: Type.Object({ limits: Numbers, counts: Type.Array(Count), missing: Count }) }),
    },
    async handler(request) {
      const { filter = [], column, bins = 50, logarithmic = false, low, high } = request.query;
      const set = { project: projectIn(request), run: request.params.run, filters: filter.map(parseFilter) };
      return segment.getHistogram({ ...set, column, bins, logarithmic, low, high }, await callOf(request));
    },
  });
  app.get("/api/projects/:project/runs/:run/objects/scatter", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getScatter",
      summary: "How two measurements go together: single points where they are few, else how many objects lie in each cell",
      tags,
      params,
      querystring: strict({
        filter: Filters,
        x: Column,
        y: Column,
        points: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 20_000, default: 4_000, description: "Most objects that are given singly." }),
        ),
      }),
      response: answers({
        200: Type.Object({
          points: Type.Array(Type.Object({ object: Type.String(), x: Type.Number(), y: Type.Number(), class: Type.String() })),
          xLimits: Numbers,
          yLimits: Numbers,
          counts: Type.Array(Count, { description: "Along x first, from the lowest y up." }),
          missing: Count,
        }),
      }),
    },
    async handler(request) {
      const { filter = [], x, y, points = 4_000 } = request.query;
      const set = { project: projectIn(request), run: request.params.run, filters: filter.map(parseFilter) };
      return segment.getScatter({ ...set, x, y, points }, await callOf(request));
    },
  });
};
