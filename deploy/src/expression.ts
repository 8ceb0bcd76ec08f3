import { ArgosyError } from "@argosy/core";

/**
 * Expressions of Helm within plain objects.
 *
 * cdk8s gives YAML of objects, and an expression has no place in it: quoted it would be a text, unquoted no YAML. So the objects hold a mark,
 * one word, and {@link Expressions.fill} puts the expression there when the YAML is written. Every expression ends with `toJson`, and JSON is
 * YAML on one line: a number stays a number, a list a list, a text is quoted, and nothing depends on indentation.
 */
export class Expressions {
  readonly #known: { readonly code: string; readonly condition?: string }[] = [];

  /** What an expression gives, such as `.Values.image.tag`; of any type, so `T` is what the place wants. */
  value<T = string>(code: string): T {
    return this.#mark({ code }) as T;
  }

  /** The same for an entry that is left out where the condition does not hold. */
  valueIf<T = string>(condition: string, code: string): T {
    return this.#mark({ code, condition }) as T;
  }

  /**
   * Replaces the marks in YAML.
   *
   * @throws {ArgosyError} `internal` where a mark is a part of something: texts are put together within the expression, by `printf`.
   */
  fill(yaml: string): string {
    const filled = yaml.split("\n").map((line) => {
      const [, before = "", number] = /^(\s*(?:- )*(?:[^:\s]+: )?)MARKx(\d+)x$/.exec(line) ?? [];
      const found = number === undefined ? undefined : this.#known[Number(number)];
      if (found === undefined) return line;
      const text = `${before}{{ toJson (${found.code}) }}`;
      return found.condition === undefined ? text : `{{- if ${found.condition} }}\n${text}\n{{- end }}`;
    });
    const rest = filled.find((line) => /MARKx\d+x/.test(line));
    if (rest !== undefined) throw new ArgosyError("internal", "an expression is a part of a text", { details: { line: rest.trim() } });
    return filled.join("\n");
  }

  #mark(expression: { readonly code: string; readonly condition?: string }): string {
    return `MARKx${this.#known.push(expression) - 1}x`;
  }
}
