import { spawn } from "node:child_process";
import { join } from "node:path";
import { cacheFolder, installPython } from "../../cli/src/cluster/servers/install-python.ts";

/** Makes the committed cases anew with pinned versions of the references: `node test/reference/generate.ts [FAMILY...]`. */
const folder = cacheFolder(process.env["ARGOSY_REFERENCES"], "references");
const installed = await installPython(join(import.meta.dirname, "requirements.txt"), folder);
if ("missing" in installed) throw new Error(installed.missing);
const program = join(import.meta.dirname, "generate.py");
const child = spawn(installed.python, ["-B", program, ...process.argv.slice(2)], { stdio: "inherit" });
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
