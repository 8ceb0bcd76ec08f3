import { join } from "node:path";
import { installMorphocut } from "../../bench/morphocut/install.ts";
import { runCommand } from "../../run/command.ts";
import { SAMPLES } from "../../support/samples.ts";
import { FLOWCAM_FOLDER } from "../flowcam.ts";

/** Has MorphoCut measure the collage anew, for the files that are committed here: `node test/eval/measures/morphocut-values.ts`. */
const program = join(import.meta.dirname, "morphocut-values.py");
const { ok, output } = await runCommand([await installMorphocut(), "-B", program, join(SAMPLES, FLOWCAM_FOLDER), import.meta.dirname]);
if (!ok) throw new Error(output);
