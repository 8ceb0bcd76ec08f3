/** Numbers of the TIFF tags that are read (TIFF 6.0, BigTIFF, Exif 2.32). */
export const TAG = {
  NewSubfileType: 254,
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  PhotometricInterpretation: 262,
  FillOrder: 266,
  ImageDescription: 270,
  StripOffsets: 273,
  Orientation: 274,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  XResolution: 282,
  YResolution: 283,
  PlanarConfiguration: 284,
  ResolutionUnit: 296,
  Predictor: 317,
  ColorMap: 320,
  TileWidth: 322,
  TileLength: 323,
  TileOffsets: 324,
  TileByteCounts: 325,
  SubIFDs: 330,
  ExtraSamples: 338,
  SampleFormat: 339,
  JPEGTables: 347,
  ExifIFD: 34_665,
} as const;

/** The name of one of {@link TAG}. */
export type TagName = keyof typeof TAG;

/** Fields that are handed on as EXIF, by tag. */
export const EXIF_NAMES: Readonly<Record<number, string>> = {
  271: "Make",
  272: "Model",
  305: "Software",
  306: "ModifyDate",
  315: "Artist",
  316: "HostComputer",
  33432: "Copyright",
  33434: "ExposureTime",
  33437: "FNumber",
  34855: "ISO",
  36867: "DateTimeOriginal",
  36868: "CreateDate",
  37386: "FocalLength",
  41989: "FocalLengthIn35mmFormat",
  42033: "SerialNumber",
  42036: "LensModel",
};

/** Bytes of one value of each field type. */
export const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** Compressions that are read, by tag value. */
export const COMPRESSIONS: Readonly<Record<number, "none" | "lzw" | "deflate" | "jpeg" | "packbits">> = {
  1: "none",
  5: "lzw",
  7: "jpeg",
  8: "deflate",
  32773: "packbits",
  32946: "deflate",
};

/** Names of compressions that are refused by name. */
export const OTHER_COMPRESSIONS: Readonly<Record<number, string>> = {
  2: "CCITT Huffman",
  3: "CCITT fax group 3",
  4: "CCITT fax group 4",
  6: "old-style JPEG",
  32809: "ThunderScan",
  33003: "JPEG 2000 (Aperio YCbCr)",
  33005: "JPEG 2000 (Aperio RGB)",
  34676: "SGI LogLuv",
  34677: "SGI LogLuv 24",
  34712: "JPEG 2000",
  34887: "LERC",
  34925: "LZMA",
  34933: "PNG",
  34934: "JPEG XR",
  50000: "Zstandard",
  50001: "WebP",
  50002: "JPEG XL",
};

/** Names of photometric interpretations. */
export const PHOTOMETRICS: Readonly<Record<number, string>> = {
  0: "min-is-white",
  1: "min-is-black",
  2: "RGB",
  3: "palette",
  4: "transparency mask",
  5: "CMYK",
  6: "YCbCr",
  8: "CIE L*a*b*",
  9: "ICC L*a*b*",
  10: "ITU L*a*b*",
  32803: "colour filter array",
  32844: "LogL",
  32845: "LogLuv",
  34892: "linear raw",
};
