import { access, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE, go } from "./go.ts";
import type { MainModule } from "./main-module.ts";
import { writeMainModule } from "./main-module.ts";

/** What is built together. */
export type PartName = "kubernetes" | "etcd" | "coredns" | "pause" | "keda";

interface Part {
  readonly name: PartName;
  readonly version: string;
  /** Packages by the name of the program. */
  readonly programs: Readonly<Record<string, string>>;
  /** Its modules: those of a module that builds by itself, or what a program of ours requires. */
  readonly module: MainModule | { readonly requires: string };
  /** Source of our own program, which is all of `programs`. */
  readonly main?: string;
  readonly ldflags?: string;
}

const KUBERNETES = "1.36.3";
const VERSION = "k8s.io/component-base/version";
const [, minor, patch] = KUBERNETES.split(".");

const PARTS: readonly Part[] = [
  {
    name: "kubernetes",
    version: KUBERNETES,
    programs: Object.fromEntries(
      ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy", "kubectl"].map((name) => [
        name,
        `k8s.io/kubernetes/cmd/${name}`,
      ]),
    ),
    module: { path: "k8s.io/kubernetes", version: `v${KUBERNETES}`, staging: `v0.${minor}.${patch}` },
    // Without them every part says that it is v0.0.0, and none talks to another.
    ldflags: [
      `-X ${VERSION}.gitVersion=v${KUBERNETES}`,
      `-X ${VERSION}.gitMajor=1`,
      `-X ${VERSION}.gitMinor=${minor}`,
      `-X ${VERSION}.gitTreeState=clean`,
      `-X ${VERSION}.buildDate=1970-01-01T00:00:00Z`,
      `-X k8s.io/client-go/pkg/version.gitVersion=v${KUBERNETES}`,
    ].join(" "),
  },
  {
    name: "etcd",
    version: "3.6.16",
    programs: { etcd: "." },
    module: { requires: "go.etcd.io/etcd/server/v3@v3.6.16" },
    main: program(["os", "go.etcd.io/etcd/server/v3/etcdmain"], "etcdmain.Main(os.Args)"),
  },
  {
    name: "coredns",
    version: "1.14.7",
    programs: { coredns: "." },
    module: { requires: "github.com/coredns/coredns@v1.14.7" },
    main: program(
      [
        "github.com/coredns/coredns/coremain",
        ...["bind", "cache", "errors", "kubernetes", "ready"].map((plugin) => `_ github.com/coredns/coredns/plugin/${plugin}`),
      ],
      "coremain.Run()",
    ),
  },
  {
    name: "pause",
    version: "1",
    programs: { pause: "." },
    module: { requires: "" },
    main: program(["os", "os/signal", "syscall"], "c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGTERM, syscall.SIGINT); <-c"),
  },
  {
    name: "keda",
    version: "2.21.0",
    programs: { "keda-operator": "github.com/kedacore/keda/v2/cmd/operator", "keda-adapter": "github.com/kedacore/keda/v2/cmd/adapter" },
    module: { path: "github.com/kedacore/keda/v2", version: "v2.21.0" },
  },
];

/** Version of everything that is built, but our own. */
export function partVersions(): Readonly<Record<string, string>> {
  return Object.fromEntries(PARTS.filter(({ name }) => name !== "pause").map(({ name, version }) => [name, version]));
}

/** Where each program of a cluster lies. */
export type Programs = Readonly<Record<string, string>>;

/**
 * Builds the programs of a Kubernetes from their published modules, once: afterwards they lie in the cache. The first time takes
 * minutes, of the machine's every core.
 */
export async function buildParts(names: readonly PartName[], say: (text: string) => void): Promise<Programs> {
  const programs: Record<string, string> = {};
  for (const part of PARTS.filter(({ name }) => names.includes(name))) {
    const folder = join(CACHE, `${part.name}-${part.version}`);
    if (!(await exists(folder))) {
      say(`building ${part.name} ${part.version}, once`);
      await buildPart(part, folder);
    }
    for (const name of Object.keys(part.programs)) programs[name] = join(folder, name);
  }
  return programs;
}

async function buildPart({ programs, module, main, ldflags = "" }: Part, target: string): Promise<void> {
  const [making, sources] = [`${target}.${process.pid}`, `${target}.${process.pid}.src`];
  await Promise.all([making, sources].map((folder) => mkdir(folder, { recursive: true })));
  try {
    if ("path" in module) {
      await writeFile(join(sources, "go.mod"), await writeMainModule(sources, module));
      // Only what something imports is resolved.
      await writeFile(join(sources, "parts.go"), `//go:build tools\n\npackage parts\n\nimport (\n${imports(Object.values(programs))}\n)\n`);
    } else {
      await writeFile(join(sources, "go.mod"), "module argosy.test/parts\n\ngo 1.26\n");
      await writeFile(join(sources, "main.go"), main!);
      if (module.requires !== "") await go(sources, ["get", module.requires]);
    }
    for (const [name, path] of Object.entries(programs)) {
      await go(sources, ["build", "-mod=mod", "-ldflags", `-s -w ${ldflags}`, "-o", join(making, name), path]);
    }
    await rename(making, target);
  } finally {
    await Promise.all([making, sources].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

const imports = (packages: readonly string[]) => packages.map((path) => `\t_ "${path}"`).join("\n");

function program(packages: readonly string[], body: string): string {
  const lines = packages.map((one) => (one.startsWith("_ ") ? `\t_ "${one.slice(2)}"` : `\t"${one}"`));
  return `package main\n\nimport (\n${lines.join("\n")}\n)\n\nfunc main() {\n\t${body}\n}\n`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
