// Who may know whom. The picture is in ARCHITECTURE.md; test/house/layers.test.ts shows that each rule bites.

/** What a package may import besides itself. `npm` and `node` are said apart. */
const PACKAGES = {
  core: [],
  kernels: ["core"],
  formats: ["core", "kernels"],
  storage: ["core"],
  work: ["core"],
  rpc: ["core"],
  nodes: ["core", "kernels"],
  // Worker threads read frames, run nodes on them and keep what they give.
  runtime: ["core", "kernels", "formats", "storage", "work", "rpc", "nodes"],
  // What the roots of all services have in common.
  cluster: ["core", "formats", "storage", "work", "rpc", "runtime"],
};
const OURS = "^(packages|services|cli|deploy|web|test)/";
/** Clients of what runs elsewhere: the database, the broker, the object store. */
const ADAPTERS = "node_modules/(pg|@nats-io/[^/]+|minio|@aws-sdk/[^/]+)/";

const layer = (name, friends) => ({
  name: `${name}-knows-${friends.length === 0 ? "nobody" : friends.join("-")}`,
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: { path: OURS, pathNot: `^packages/(${[name, ...friends].join("|")})/src/` },
});

module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^(vite/client|virtual:)" } },
    ...Object.entries(PACKAGES).map(([name, friends]) => layer(name, friends)),
    {
      name: "core-and-kernels-stand-alone",
      comment: "The browser runs them too.",
      severity: "error",
      from: { path: "^packages/(core|kernels)/src/" },
      to: { dependencyTypesNot: ["local", "localmodule", "aliased", "aliased-workspace", "undetermined", "type-only"], pathNot: OURS },
    },
    {
      name: "nodes-take-only-typebox",
      comment: "The browser runs them too.",
      severity: "error",
      from: { path: "^packages/nodes/src/" },
      to: { pathNot: ["^packages/", "node_modules/typebox/"] },
    },
    {
      name: "packages-know-no-service",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^(services|cli|web)/" },
    },
    {
      name: "services-do-not-know-each-other",
      severity: "error",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/", pathNot: "^services/$1/" },
    },
    {
      name: "services-know-no-root",
      severity: "error",
      from: { path: "^services/[^/]+/src/" },
      to: { path: "^(cli|web|test)/" },
    },
    {
      name: "cli-runs-what-it-ships",
      severity: "error",
      from: { path: "^cli/src/" },
      to: { path: "^(web|test)/" },
    },
    {
      name: "deploy-knows-core-rpc-work",
      comment: "What the chart says of services it learns from their tables.",
      severity: "error",
      from: { path: "^deploy/src/" },
      to: { path: OURS, pathNot: ["^deploy/src/", "^packages/(core|rpc|work)/src/index\\.ts$"] },
    },
    {
      name: "web-knows-core-kernels-nodes",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(packages|services|cli|test)/", pathNot: "^packages/(core|kernels|nodes)/src/index\\.ts$" },
    },
    {
      name: "only-roots-name-adapters",
      severity: "error",
      from: {
        path: "^(packages|services|cli)/[^/]*/?src/",
        pathNot: ["^packages/(work|storage)/src/", "^services/[^/]+/src/main\\.ts$", "^cli/src/"],
      },
      to: { path: ADAPTERS },
    },
    {
      name: "only-main-is-a-cluster-root",
      severity: "error",
      from: { path: "^services/[^/]+/", pathNot: "^services/[^/]+/src/main\\.ts$" },
      to: { path: "^packages/cluster/" },
    },
    {
      name: "packages-only-by-their-index",
      comment: "What a package offers besides its index it names in `exports`: a module that a worker thread starts with.",
      severity: "error",
      from: { path: "^(packages|services)/([^/]+)/" },
      to: { path: "^(packages|services)/[^/]+/src/", pathNot: ["^$1/$2/", "^(packages|services)/[^/]+/src/index\\.ts$"] },
    },
    {
      name: "cli-web-and-tests-only-by-the-index",
      severity: "error",
      from: { path: "^(cli|web|test)/" },
      to: { path: "^(packages|services)/[^/]+/src/", pathNot: "^(packages|services)/[^/]+/src/index\\.ts$" },
    },
    {
      name: "sources-use-no-test",
      severity: "error",
      from: { path: "^(packages|services|cli|web)/[^/]*/?src/" },
      to: { path: ["^test/", "/test/", "node_modules/(vitest|fast-check)/"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["/dist/", "^packages/rpc/src/gen/google"] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json", ".vue"],
    },
    builtInModules: { add: ["node:test"] },
  },
};
