import OpenSeadragon from "openseadragon";

/** Lays a neutral tile with the reason over each part of an image that could not be read. */
export class TileNotes {
  readonly #viewer: OpenSeadragon.Viewer;
  readonly #shown = new Map<string, HTMLElement>();

  constructor(viewer: OpenSeadragon.Viewer) {
    this.#viewer = viewer;
    viewer.addHandler("tile-load-failed", (event) => {
      const { tile, tiledImage } = event as unknown as { readonly tile: OpenSeadragon.Tile; readonly tiledImage: OpenSeadragon.TiledImage };
      // Only the image itself: a part of the outlines that is not there hides nothing.
      if (this.#viewer.world.getItemAt(0) === tiledImage) void this.#note(tile);
    });
    viewer.addHandler("tile-loaded", ({ tile }) => this.#remove(addressOf(tile)));
  }

  clear(): void {
    this.#shown.clear();
  }

  async #note(tile: OpenSeadragon.Tile): Promise<void> {
    const address = addressOf(tile);
    if (this.#shown.has(address)) return;
    const element = document.createElement("div");
    element.className = "failed-tile";
    element.setAttribute("role", "img");
    this.#shown.set(address, element);
    const reason = await reasonOf(address);
    if (this.#shown.get(address) !== element) return;
    const words = document.createElement("span");
    words.textContent = reason;
    element.append(words);
    element.title = reason;
    const { x, y, width, height } = tile.bounds;
    this.#viewer.addOverlay(element, new OpenSeadragon.Rect(x, y, width, height));
  }

  #remove(address: string): void {
    const element = this.#shown.get(address);
    if (element === undefined) return;
    this.#viewer.removeOverlay(element);
    this.#shown.delete(address);
  }
}

/** An address, whatever the library appends to it when it tries again. */
function addressOf(tile: OpenSeadragon.Tile): string {
  return tile.getUrl();
}

/** A picture that fails does not say why: its address is asked once more. */
async function reasonOf(address: string): Promise<string> {
  try {
    const response = await fetch(address, { cache: "no-store" });
    if (response.ok) return "This part could not be read; move the view to try again.";
    const problem = (await response.json()) as { readonly title?: string; readonly detail?: string };
    return `This part cannot be shown. ${problem.title ?? ""} ${problem.detail ?? ""}`.trim();
  } catch (error) {
    return `This part cannot be shown. ${error instanceof SyntaxError ? "The server's answer cannot be read." : "The server does not answer."}`;
  }
}
