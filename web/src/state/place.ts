/** What the address of the page says about where it was opened. */
export interface Place {
  readonly project: string;
  readonly collection: string;
  readonly run: string;
  /** Only in links to one image. */
  readonly image: string;
}

/** Reads `/viewer/<image>` and what stands behind the `#`. */
export function readPlace(): Place {
  const hash = new URLSearchParams(location.hash.slice(1));
  const get = (name: string) => hash.get(name) ?? "";
  const image = /^\/viewer\/([0-9a-v]{26})$/.exec(location.pathname)?.[1] ?? "";
  return { project: get("project"), collection: get("collection"), run: get("run"), image };
}

/** Writes where the page is into its address, so that a reload comes back to it. */
export function writePlace(place: Omit<Place, "image">): void {
  const hash = new URLSearchParams(Object.entries(place).filter(([, id]) => id !== ""));
  history.replaceState(null, "", `/#${hash}`);
}
