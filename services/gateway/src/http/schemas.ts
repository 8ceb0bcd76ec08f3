import { ID_PATTERN } from "@argosy/core";
import type { TSchema } from "typebox";
import Type from "typebox";

/** An id in an address or a body. */
export const Id = Type.String({ pattern: ID_PATTERN, description: "26 characters of 0-9 and a-v." });

/** A text that people gave. */
export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: "^[^\\u0000-\\u001f\\u007f]+$" });

/** Members in any form, such as metadata. */
export const AnyObject = Type.Record(Type.String(), Type.Unknown());

/** Why something failed, as jobs, files and labels carry it. */
export const Failure = Type.Object({
  code: Type.String(),
  reason: Type.String(),
  title: Type.Optional(Type.String({ description: "What the reason means, in a sentence." })),
  detail: Type.String(),
  hint: Type.Optional(Type.String({ description: "What can be done." })),
  details: Type.Optional(AnyObject),
});

export const Role = Type.Union([Type.Literal("viewer"), Type.Literal("annotator"), Type.Literal("editor"), Type.Literal("owner")]);

/** An object without members that are not named. */
export function strict<P extends Record<string, TSchema>>(properties: P, options: { title?: string; description?: string } = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false });
}

/** Ids of an address, by their names. */
export function ids<const N extends string>(...names: N[]) {
  return Type.Object(Object.fromEntries(names.map((name) => [name, Id])) as Record<N, typeof Id>);
}

/** Which page of a list. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 2_000, description: "nextCursor of the page before." })),
};

/** RFC 9457. */
const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    reason: Type.Optional(Type.String()),
    detail: Type.String(),
    hint: Type.Optional(Type.String()),
    details: Type.Optional(AnyObject),
    traceId: Type.Optional(Type.String()),
  },
  { title: "Problem" },
);

/** Describes an answer without binding the types of the code: messages of the services are passed on as they are. */
export function answers(ok: Readonly<Record<number, TSchema>>): Record<string, TSchema> {
  const described = Object.entries(ok).map(([status, schema]) => [status, Type.Unsafe<unknown>(schema)] as const);
  return { ...Object.fromEntries(described), default: Type.Unsafe<unknown>(Problem) };
}

/** A part of a longer list. */
export function pageOf<S extends TSchema>(member: string, item: S) {
  return Type.Object({ [member]: Type.Array(item), nextCursor: Type.String({ description: "Empty on the last page." }) });
}
