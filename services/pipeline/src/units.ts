import { refusal } from "@argosy/core";
import type { Companions, Graph, NodeRegistry, Unit, UnitImage } from "@argosy/nodes";
import type { PlannedImage, PlannedTable } from "./collection-images.ts";

/** The files that the graph wants beside each image; at most one of its nodes may want any. */
export function companionsOf(graph: Graph, registry: NodeRegistry): Companions {
  const wanting = graph.nodes.flatMap((node) => {
    const companions = registry.find(node.node, node.version)?.companions?.(node.params);
    return companions?.image === undefined && companions?.table === undefined ? [] : [{ id: node.id, companions }];
  });
  if (wanting.length > 1) {
    throw refusal("GRAPH_INVALID", `only one node may take files beside the images, here ${wanting.map((node) => node.id).join(", ")} do`, {
      nodes: wanting.map((node) => node.id),
    });
  }
  return wanting[0]?.companions ?? {};
}

/**
 * Cuts the images of a collection into units: those that lie in one array, in the order of their names. Images that only belong to
 * others are no frames of their own.
 *
 * @throws {ArgosyError} COMPANION_MISSING naming the images that lack theirs.
 */
export function unitsOf(images: readonly PlannedImage[], tables: readonly PlannedTable[], companions: Companions): Unit[] {
  const byName = new Map(images.map((image) => [image.name, image]));
  const belongsTo = new Map<string, PlannedImage>();
  if (companions.image !== undefined) {
    for (const image of images) {
      const companion = byName.get(fill(companions.image, image.name));
      if (companion !== undefined && companion.id !== image.id) belongsTo.set(image.id, companion);
    }
  }
  const taken = new Set([...belongsTo.values()].map((image) => image.id));
  const frames = images.filter((image) => !taken.has(image.id));
  if (companions.image !== undefined) {
    const lacking = frames
      .filter((image) => !belongsTo.has(image.id))
      .map((image) => `${image.name} needs ${fill(companions.image!, image.name)}`);
    if (lacking.length > 0) {
      throw refusal(
        "COMPANION_MISSING",
        `${lacking.length} of ${frames.length} images lack the image that belongs to them: ${lacking.slice(0, 5).join("; ")}`,
        {
          images: lacking.slice(0, 100),
        },
      );
    }
  }
  return grouped(frames, (image) => unitImage(image, belongsTo.get(image.id), tableFor(image.name, tables, companions.table)));
}

function grouped(frames: readonly PlannedImage[], toUnit: (image: PlannedImage) => UnitImage): Unit[] {
  const units = new Map<string, { array: string; manifest: string; images: UnitImage[] }>();
  for (const frame of frames) {
    let unit = units.get(frame.array);
    if (unit === undefined) {
      unit = { array: frame.array, manifest: frame.manifest, images: [] };
      units.set(frame.array, unit);
    }
    unit.images.push(toUnit(frame));
  }
  return [...units.values()];
}

function unitImage(image: PlannedImage, companion: PlannedImage | undefined, table: PlannedTable | undefined): UnitImage {
  const known = image.pixel_width !== null && image.pixel_height !== null;
  const companions = {
    ...(companion === undefined
      ? {}
      : {
          image: {
            id: companion.id,
            array: companion.array,
            manifest: companion.manifest,
            t: companion.t,
            width: companion.width,
            height: companion.height,
          },
        }),
    ...(table === undefined ? {} : { table: { file: table.id, name: table.path, sha256: table.sha256 } }),
  };
  return {
    id: image.id,
    name: image.name,
    t: image.t,
    width: image.width,
    height: image.height,
    ...(known ? { pixelSize: { x: image.pixel_width!, y: image.pixel_height!, provenance: image.pixel_size_provenance ?? "file" } } : {}),
    ...(Object.keys(companions).length === 0 ? {} : { companions }),
  };
}

/** `{stem}` in a pattern stands for the image's path without its extension. */
function fill(pattern: string, name: string): string {
  return pattern.replaceAll("{stem}", stemOf(name));
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > name.lastIndexOf("/") ? name.slice(0, dot) : name;
}

/** The table in the image's folder that fits the pattern; among several the one whose name has most in common with the image's. */
function tableFor(name: string, tables: readonly PlannedTable[], pattern: string | undefined): PlannedTable | undefined {
  if (pattern === undefined) return undefined;
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const wanted = fill(pattern, name);
  const [before, after] = [wanted.slice(0, Math.max(wanted.indexOf("*"), 0)), wanted.slice(wanted.indexOf("*") + 1)];
  const fits = (path: string) =>
    wanted.includes("*")
      ? path.startsWith(folder + before) &&
        path.endsWith(after) &&
        !path.slice(folder.length).includes("/") &&
        path.length >= folder.length + before.length + after.length
      : path === wanted;
  const common = (path: string) => {
    let length = 0;
    while (length < path.length && path[length] === name[length]) length++;
    return length;
  };
  return tables.filter((table) => fits(table.path)).sort((a, b) => common(b.path) - common(a.path))[0];
}
