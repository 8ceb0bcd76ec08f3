import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const PATHS = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];

/** What a run would miss only after minutes. `packages` has a program's package on Debian. @throws {Error} that names all that are not there. */
export function needPrograms(packages: Readonly<Record<string, string>>): void {
  const missing = Object.keys(packages).filter((program) => !PATHS.some((path) => existsSync(join(path, program))));
  if (missing.length === 0) return;
  const wanted = missing.map((program) => packages[program]).join(" ");
  throw new Error(`there is no ${missing.join(", no ")}; on Debian: apt-get install --no-install-recommends ${wanted}`);
}
