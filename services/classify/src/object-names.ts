import { isId } from "@argosy/core";

/** What a person means by an object: its id, or its label in an image that is named with or without its extension. */
export type ObjectRef =
  | { readonly id: string }
  | { readonly image: string; readonly label: number /** Whether it lies inside another object. */; readonly inner: boolean };

const NAME = /^(.+)#(\d{1,9})(i?)$/su;

/** Reads the id or the name of an object, `<image path without extension>#<label>`; `undefined` when it is neither. */
export function parseObjectName(text: string): ObjectRef | undefined {
  if (isId(text)) return { id: text };
  const parts = NAME.exec(text.normalize("NFC"));
  if (parts === null) return undefined;
  return { image: parts[1]!, label: Number(parts[2]), inner: parts[3] === "i" };
}

/** A path without its extension; a dot at the begin of a file's name begins none. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") + 1 ? path.slice(0, dot) : path;
}
