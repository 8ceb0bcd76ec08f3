import { Ajv2020 } from "ajv/dist/2020.js";
import type { FastifyInstance } from "fastify";

const COMMON = {
  allErrors: false,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  discriminator: true,
  removeAdditional: false,
} as const;

/**
 * Checks requests against their schemas. Bodies are taken as they are: nothing is coerced, nothing dropped, only defaults are filled in.
 * Queries are text by nature, so numbers are read out of them.
 */
export function addValidation(app: FastifyInstance): void {
  const bodies = new Ajv2020({ ...COMMON, coerceTypes: false, useDefaults: true });
  const texts = new Ajv2020({ ...COMMON, coerceTypes: "array", useDefaults: true });
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const validate = (httpPart === "body" ? bodies : texts).compile(schema as object);
    return (data: unknown) => (validate(data) ? { value: data } : { error: validate.errors as never });
  });
  // Answers are ours: their schemas describe them, and the tests hold them to it.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
}
