import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { MapPlaces, ObjectMap } from "../http/learning-messages.ts";
import { answers, ids } from "../http/schemas.ts";

const tags = ["objects"];

/** Maps of the objects of a run. */
export const mapRoutes: Routes = (app, { services: { classify }, callOf }) => {
  app.get("/api/projects/:project/runs/:run/maps", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listMaps",
      summary: "The maps of the objects of a run, newest first",
      tags,
      params: ids("project", "run"),
      response: answers({ 200: Type.Object({ maps: Type.Array(ObjectMap) }) }),
    },
    handler: async (request) => classify.listMaps({ project: projectIn(request), run: request.params.run }, await callOf(request)),
  });
  app.get("/api/projects/:project/maps/:map", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getMap",
      summary: "A map of objects: how it was made, and where each object lies",
      tags,
      params: ids("project", "map"),
      response: answers({ 200: MapPlaces }),
    },
    handler: async (request) => classify.getMap({ project: projectIn(request), map: request.params.map }, await callOf(request)),
  });
};
