const SET_PREFIXES: Readonly<Record<string, string>> = { zooprocess: "", shape: "ski_", intensity: "ski_", morphocut: "mc_" };

/**
 * The column of a measurement named `[facet/]set.measure`. `zooprocess` has the plain names, because in EcoTaxa these always mean ImageJ's
 * definitions; `shape` and `intensity` are `object_ski_*`, `morphocut` `object_mc_*`, any other set `object_<set>_*`.
 * A facet's name goes before that: `rim/shape.area` is `object_rim_ski_area`.
 */
export function measureColumn(name: string): string {
  const slash = name.indexOf("/");
  const facet = slash < 0 ? "" : `${name.slice(0, slash)}_`;
  const rest = name.slice(slash + 1);
  const dot = rest.indexOf(".");
  if (dot <= 0) return columnName("object", facet + rest);
  const set = rest.slice(0, dot);
  const prefix = Object.hasOwn(SET_PREFIXES, set) ? (SET_PREFIXES[set] ?? "") : `${set}_`;
  return columnName("object", facet + prefix + rest.slice(dot + 1));
}

const NAME_LIMIT = 60;

/** A header of EcoTaxa: lower case, and only characters that its mapping and its exports keep. */
export function columnName(table: string, key: string): string {
  const kept = key
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^a-z0-9_%.+-]+/g, "_")
    .slice(0, NAME_LIMIT);
  return `${table}_${/[a-z0-9%]/.test(kept) ? kept : `column${kept}`}`;
}
