/** A place of the HTTP interface that takes text of the caller's choice. */
export interface TextField {
  /** `createJob body ImportRequest/paths/*`: the operation, where the text stands, the choice of a body that is meant, the path to the text. */
  readonly name: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly place: "path" | "query" | "body";
  readonly mediaType: string;
  /** Title of the one of several kinds of bodies that has the field; empty: there is one kind. */
  readonly choice: string;
  /** Members on the way to the text; `*` is the first of a list, `{}` a member of any name, `{name}` that name itself. */
  readonly steps: readonly string[];
  /** Only texts of this form are taken. */
  readonly pattern?: RegExp;
}

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly const?: unknown;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: unknown;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** A document of OpenAPI, as far as requests go. */
export interface RequestDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** What a stored pipeline is made of stands in no schema: its members are free until the nodes are asked. */
const OF_A_GRAPH = [
  "name",
  "title",
  "nodes/*/id",
  "nodes/*/node",
  "nodes/*/params/{}",
  "nodes/*/params/{name}",
  "edges/*/from",
  "edges/*/to",
];

/** Every text that the operations of a document take, in its order. */
export function textFields(document: RequestDocument): TextField[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const at = { operation: operation.operationId, method: method.toUpperCase(), path };
      const inAddress = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === "path" || parameter.in === "query")
        .flatMap(({ in: place, name, schema }) => fieldsOf({ ...at, place: place as "path" | "query", mediaType: "" }, schema, [name]));
      const inBody = Object.entries(operation.requestBody?.content ?? {}).flatMap(([mediaType, { schema }]) =>
        fieldsOf({ ...at, place: "body", mediaType }, schema, []),
      );
      return [...inAddress, ...inBody];
    }),
  );
}

type At = Pick<TextField, "operation" | "method" | "path" | "place" | "mediaType"> & { readonly choice?: string };

function fieldsOf(at: At, schema: Schema, steps: readonly string[]): TextField[] {
  const field = (...more: readonly string[]): TextField => ({
    ...at,
    choice: at.choice ?? "",
    steps: [...steps, ...more],
    name: `${at.operation} ${at.place} ${at.mediaType.startsWith("text/") ? at.mediaType : (at.choice ?? "")}/${[...steps, ...more].join("/")}`,
    ...(schema.pattern === undefined ? {} : { pattern: new RegExp(schema.pattern, "u") }),
  });
  const kinds = schema.oneOf ?? schema.anyOf;
  if (kinds !== undefined)
    return kinds.flatMap((kind) => fieldsOf(kind.title === undefined ? at : { ...at, choice: kind.title }, kind, steps));
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  if (schema.type === "string" || at.mediaType.startsWith("text/")) return [field()];
  if (schema.type === "array") return fieldsOf(at, schema.items ?? {}, [...steps, "*"]);
  if (["definition", "unscaled"].includes(steps.at(-1) ?? "")) return OF_A_GRAPH.map((inside) => field(...inside.split("/")));
  if (schema.patternProperties !== undefined || typeof schema.additionalProperties === "object") return [field("{}"), field("{name}")];
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => fieldsOf(at, inner, [...steps, name]));
}

/** A copy of a value with a text at the end of some steps; what lacks on the way is made. */
export function withText(value: unknown, [step, ...rest]: readonly string[], text: string): unknown {
  if (step === undefined) return text;
  if (step === "*") {
    const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [];
    return [withText(first, rest, text), ...others];
  }
  const members = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (step === "{name}") return { ...members, [text]: "value" };
  const name = step === "{}" ? "free" : step;
  return { ...members, [name]: withText(members[name], rest, text) };
}
