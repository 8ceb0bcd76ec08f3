import marineSnow from "./sets/marine-snow.json";
import nuclei from "./sets/nuclei.json";
import plankton from "./sets/plankton-broad.json";

/** A class of a list that is to be added: its name with those above it, `Oithona<Copepoda`. */
export interface ListedClass {
  readonly name: string;
  readonly color: string;
  readonly key: string;
}

/** A ready set of classes. */
export interface ClassSet {
  readonly name: string;
  readonly summary: string;
  readonly classes: readonly ListedClass[];
}

interface Branch {
  readonly name: string;
  readonly color?: string;
  readonly key?: string;
  readonly below?: readonly Branch[];
}

/** The sets that come with the program. */
export const CLASS_SETS: readonly ClassSet[] = [marineSnow, plankton, nuclei].map(({ name, summary, classes }) => ({
  name,
  summary,
  classes: listed(classes),
}));

function listed(branches: readonly Branch[], above = ""): readonly ListedClass[] {
  return branches.flatMap(({ name, color = "", key = "", below = [] }) => {
    const whole = above === "" ? name : `${name}<${above}`;
    return [{ name: whole, color, key }, ...listed(below, whole)];
  });
}
