import { describe, expect, test } from "vitest";
import { defaultColor } from "../src/class-colors.ts";
import type { ClassRow } from "../src/class-names.ts";
import { ClassNames, checkClassName } from "../src/class-names.ts";

const entry = (id: string, name: string, parent: string | null = null): ClassRow => ({
  id,
  project_id: "p",
  name,
  parent_id: parent,
  key: "",
  color: "000000",
});

describe("ClassNames", () => {
  const fish = entry("1", "fish");
  const copepods = entry("2", "copepods");
  const egg = entry("3", "egg", "1");
  const other = entry("4", "egg", "2");
  const only = entry("5", "nauplius", "2");
  const names = new ClassNames([fish, copepods, egg, other, only]);

  test("finds by id, by name and by the name with those above", () => {
    expect(names.find("4")).toBe(other);
    expect(names.find("nauplius")).toBe(only);
    expect(names.find("egg<fish")).toBe(egg);
    expect(names.find(" egg < copepods ")).toBe(other);
    expect(names.find("egg<nauplius")).toBeUndefined();
    expect(names.find("whale")).toBeUndefined();
  });

  test("a name that means two is refused", () => {
    expect(() => names.find("egg")).toThrow(expect.objectContaining({ reason: "FIELD_INVALID" }));
  });

  test("calls a class by as much as it takes to tell it from the others", () => {
    expect([fish, egg, other, only].map((row) => names.nameOf(row))).toEqual(["fish", "egg<fish", "egg<copepods", "nauplius"]);
  });

  test("every class is found by what it is called", () => {
    const doubled = new ClassNames([fish, entry("9", "fish", "2"), copepods, egg, other]);
    for (const row of [fish, copepods, egg, other]) expect(doubled.find(doubled.nameOf(row))).toBe(row);
    expect(doubled.nameOf(fish)).toBe("fish");
  });
});

test.each(["", "  ", "a\u0000", "a<b", "x".repeat(251)])("%j is no name of a class", (name) => {
  expect(() => checkClassName(name)).toThrow(expect.objectContaining({ reason: "FIELD_INVALID" }));
});

test("a name is stored composed", () => {
  expect(checkClassName(" e\u0301 ")).toBe("\u00e9");
});

test("classes have colours of their own", () => {
  const colors = Array.from({ length: 60 }, (_, index) => defaultColor(index));
  for (const color of colors) expect(color).toMatch(/^[0-9a-f]{6}$/);
  expect(new Set(colors).size).toBe(60);
});
