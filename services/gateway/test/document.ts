import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";

/** The OpenAPI document, as far as answers are judged by it. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, ResponseDoc>> }>>>>;
}
interface ResponseDoc {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

const ajv = new Ajv2020({ strict: false });

/** Fails when a JSON answer to GET is not what the document says of its address. */
export function expectAsDocumented(document: ApiDocument, address: string, status: number, answer: unknown): void {
  const [path] = address.split("?");
  const known = Object.keys(document.paths)
    .filter((candidate) => new RegExp(`^${candidate.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path!))
    .sort((a, b) => a.split("{").length - b.split("{").length)[0];
  const responses = document.paths[known ?? expect.fail(`${path} is not in the document`)]!["get"]!.responses;
  const described = responses[String(status)] ?? responses["default"];
  const schema =
    (described?.content?.["application/json"] ?? described?.content?.["application/problem+json"])?.schema ??
    expect.fail(`${known} says nothing of ${status}`);
  const validate = ajv.compile(schema);
  validate(answer);
  expect([known, validate.errors ?? []]).toEqual([known, []]);
}
