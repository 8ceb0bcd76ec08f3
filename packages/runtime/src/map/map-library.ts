/** What lays rows out, with its version: part of the identity of a map. */
export const MAP_LIBRARY = "umap-js 1.4.0";
