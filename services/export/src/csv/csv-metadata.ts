import type { MeasureColumn } from "./write-csv.ts";

const LEADING = [
  { name: "image", datatype: "string", definition: "Name of the image that the object lies in." },
  { name: "label", datatype: "integer", definition: "Value of the object in the label image of its image." },
  { name: "class", datatype: "string", definition: "Class of the object; empty where it has none." },
  { name: "status", datatype: "string", definition: "predicted, validated, dubious or discarded; empty where there is no class." },
] as const;

/** The name of the metadata file that belongs beside a table: `objects.csv` has `objects.csv-metadata.json`. */
export function csvMetadataName(csvName: string): string {
  return `${csvName}-metadata.json`;
}

/**
 * CSV on the Web metadata of a table of objects (W3C Recommendation "Metadata Vocabulary for Tabular Data", 2015): address of the table and
 * for every column name, title, datatype, definition and unit. `csvName` is the name of the file beside it.
 */
export function csvMetadata(csvName: string, columns: readonly MeasureColumn[]): string {
  const document = {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    url: encodeURIComponent(csvName),
    dialect: { encoding: "utf-8", delimiter: ",", quoteChar: '"', doubleQuote: true, header: true, lineTerminators: ["\r\n", "\n"] },
    tableSchema: {
      columns: [...LEADING, ...columns].map(describe),
      aboutUrl: "#row={_row}",
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function describe(column: { name: string; datatype: string; definition: string; unit?: string }): object {
  return {
    // Names of CSVW are variables of URI templates: letters, digits, underscore, dot and percent-encoded bytes.
    name: variableName(column.name),
    titles: column.name,
    datatype: column.datatype === "number" ? "double" : column.datatype,
    "dc:description": column.definition,
    ...(column.unit === undefined ? {} : { "schema:unitText": column.unit }),
  };
}

function variableName(name: string): string {
  return [...new TextEncoder().encode(name)]
    .map((byte) =>
      /[A-Za-z0-9_.]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("");
}
