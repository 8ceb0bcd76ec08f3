/** A part of a project: a tab of the shell and a page of its own. */
export interface Section {
  /** Its address behind the project's. */
  readonly name: string;
  /** Folder of its page, where that is called otherwise. */
  readonly page?: string;
  readonly title: string;
  /** What else may stand in its address. */
  readonly more?: string;
  /** Second key after "g" that goes there. */
  readonly key: string;
}

/** All sections, in the order in which work is done. */
export const SECTIONS: readonly Section[] = [
  { name: "data", title: "Data", key: "d" },
  { name: "sheet", title: "Sheet", key: "s" },
  { name: "images", title: "Images", more: "/:image?", key: "i" },
  { name: "pipeline", title: "Pipeline", key: "p" },
  { name: "steps", title: "Steps", key: "g" },
  { name: "runs", title: "Runs", more: "/:run?", key: "r" },
  { name: "objects", title: "Objects", page: "review", key: "o" },
  { name: "table", title: "Table", key: "t" },
  { name: "map", title: "Map", key: "m" },
  { name: "classes", title: "Classes", key: "c" },
  { name: "train", title: "Train", key: "l" },
  { name: "export", title: "Export", key: "e" },
  { name: "settings", title: "Settings", key: "," },
];
