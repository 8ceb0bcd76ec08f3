import { join } from "node:path";
import { describeApi } from "@argosy/gateway";
import type { OpenAPI3 } from "openapi-typescript";
import openapiTS, { astToString } from "openapi-typescript";
import { ROOT } from "./command.ts";

/** Where the page finds the types of the interface. */
export const API_TYPES = join(ROOT, "web/src/api/openapi.ts");

/** TypeScript of the interface as its routes describe it now. */
export async function apiTypes(): Promise<string> {
  const document = (await describeApi()) as OpenAPI3;
  const nodes = await openapiTS(document, { alphabetize: true });
  return `// Generated from the routes of the gateway by \`npm run gen:api\`; not to be edited.\n\n${astToString(nodes)}`;
}
