import { loadNodes } from "@argosy/runtime";
import { expect, test } from "vitest";
import { KERNELS } from "../eval/kernels/tables.ts";

const { all } = await loadNodes();

test.each(all.filter(({ knownAs }) => knownAs !== undefined))(
  "$name is known elsewhere by names that docs/kernels.md compares it with",
  ({ knownAs }) => {
    for (const name of knownAs!) expect(Object.keys(KERNELS)).toContain(name);
  },
);
