/** Every limit of the system in one place; a setting may change it, an error that it causes names it. */
export const LIMITS = {
  /** Pixels of one plane that is not tiled. */
  pixelsUntiled: 256 * 2 ** 20,
  /** Pixels of one plane that is tiled. */
  pixelsTiled: 4 * 2 ** 30,
  /** Pixels of one plane that only a whole-image decoder reads (interlaced PNG, progressive JPEG). */
  pixelsWholeDecoder: 64 * 2 ** 20,
  /** Bytes of samples that a decoder holds at once: a JPEG, an interlaced PNG, one compressed strip or tile. */
  wholeDecoderBytes: 320 * 2 ** 20,
  /** Bytes of the samples of one decoded image. */
  decodedBytes: 2 ** 30,
  /** Channels of one image. */
  bands: 64,
  /** Pages of one file. */
  pages: 10_000,
  /** Frames of one collection. */
  frames: 100_000,
  /** Bytes of metadata in one file. */
  metadataBytes: 8 * 2 ** 20,
  /** Objects of one collection and run. */
  objects: 20_000_000,
  /** Objects of one image. */
  objectsPerImage: 1_000_000,
  /** Objects of one map; of more a part is laid out that is spread evenly. */
  mapObjects: 10_000,
  /** Bytes of a JSON body. */
  jsonBytes: 2 ** 20,
  /** Levels of a JSON body. */
  jsonDepth: 64,
  /** Nodes of a graph. */
  graphNodes: 500,
  /** Edges of a graph. */
  graphEdges: 5_000,
  /** Bytes of one stored object that is written in one piece. */
  objectBytes: 64 * 2 ** 20,
  /** Bytes of one uploaded file. */
  fileBytes: 64 * 2 ** 30,
  /** Bytes of a path inside an import. */
  pathBytes: 1_024,
  /** Memory of one decoder process. */
  decoderBytes: 900 * 2 ** 20,
  /** Seconds that one file may be decoded. */
  decoderSeconds: 60,
} as const;
