import type { RouteRecordRaw, Router } from "vue-router";
import { createRouter, createWebHistory } from "vue-router";
import { SECTIONS } from "./sections.ts";

// A page is found by its name, so that nothing but its file and its row among the sections has to be added.
const PAGES = import.meta.glob<{ readonly default: object }>("../pages/*/*-page.vue");

const pageOf = (name: string) => PAGES[`../pages/${name}/${name}-page.vue`]!;

/** Every address of the page; each page is loaded when it is opened for the first time. */
export function createPages(): Router {
  const inProject: RouteRecordRaw[] = SECTIONS.map(({ name, title, more = "", page = name }) => ({
    path: `${name}${more}`,
    name,
    component: pageOf(page),
    meta: { title },
  }));
  return createRouter({
    history: createWebHistory(),
    routes: [
      { path: "/", name: "projects", component: pageOf("projects"), meta: { title: "Projects" } },
      {
        path: "/p/:project",
        component: () => import("../pages/project-page.vue"),
        children: [{ path: "", redirect: (to) => ({ name: "data", params: to.params }) }, ...inProject],
      },
      { path: "/account", name: "account", component: pageOf("account"), meta: { title: "Account" } },
      { path: "/viewer/:image", name: "viewer", component: () => import("./viewer-page.vue") },
      { path: "/:rest(.*)*", name: "missing", component: () => import("./missing-page.vue"), meta: { title: "Not found" } },
    ],
  });
}
