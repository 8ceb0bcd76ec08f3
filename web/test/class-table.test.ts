import { describe, expect, test } from "vitest";
import { branchesOf, placesFor } from "../src/pages/classes/class-branches.ts";
import { CLASS_SETS } from "../src/pages/classes/class-sets.ts";
import { readClassTable } from "../src/pages/classes/read-class-table.ts";

describe("a table of classes", () => {
  test.each([
    { name: "names alone", text: "cell\nfibre\n", classes: ["cell", "fibre"] },
    {
      name: "a parent further down",
      text: "name,parent\nOithona,Copepoda\nCopepoda,Crustacea\n",
      classes: ["Oithona<Copepoda<Crustacea", "Copepoda<Crustacea"],
    },
    { name: "tabs, another word for the name, other columns", text: "note\ttaxon\nx\tcell\n", classes: ["cell"] },
    { name: "a circle ends", text: "name,parent\na,b\nb,a\n", classes: ["a<b", "b<a"] },
    { name: "nothing", text: "name,parent\n", classes: [] },
  ])("$name", ({ text, classes }) => {
    expect(readClassTable(text)).toEqual({ classes: classes.map((name) => ({ name, color: "", key: "" })), faults: [] });
  });

  test("says what it leaves out", () => {
    const { classes, faults } = readClassTable('name,color,key\n,ffffff,\ncell,#FF0000,C\nfibre,red,xx\n"a\nb",,\n');
    expect(classes).toEqual([
      { name: "cell", color: "FF0000", key: "c" },
      { name: "fibre", color: "", key: "" },
      { name: "a\nb", color: "", key: "" },
    ]);
    expect(faults.map((fault) => fault.slice(0, 7))).toEqual(["Line 2 ", "Line 4:", "Line 4:"]);
    expect(readClassTable('name\n"a').faults).toEqual(["Line 2: a quote is never closed."]);
  });
});

test("the ready sets hold names that can be classes, each key once", () => {
  expect(CLASS_SETS.map(({ name }) => name)).toEqual(["Marine snow", "Plankton, broad", "Nuclei"]);
  for (const { classes } of CLASS_SETS) {
    // The other letters act in the grid.
    expect(classes.filter(({ key }) => !/^[befh-twyz0-9]?$/.test(key))).toEqual([]);
    const keys = classes.map(({ key }) => key).filter((key) => key !== "");
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(classes.map(({ name }) => name)).size).toBe(classes.length);
    expect(classes.filter(({ color }) => !/^([0-9a-f]{6})?$/.test(color))).toEqual([]);
  }
});

test("a class moves to any place but below itself", () => {
  const entry = (id: string, parent = "") => ({ id, name: id, parent, project: "p", color: "000000", objects: 0, key: "" });
  const branches = branchesOf([entry("c", "b"), entry("a"), entry("b"), entry("d", "c"), entry("e")]);
  expect(branches.map(({ path, level }) => `${level} ${path}`)).toEqual(["1 a", "1 b", "2 b › c", "3 b › c › d", "1 e"]);
  expect(placesFor("b", branches).map((branch) => branch.class.id)).toEqual(["a", "e"]);
  expect(placesFor("d", branches).map((branch) => branch.class.id)).toEqual(["a", "b", "c", "e"]);
});
