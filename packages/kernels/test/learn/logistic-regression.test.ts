import { describe, expect, test } from "vitest";
import { predictLogistic, trainLogistic } from "../../src/index.ts";

const rows = { values: Float64Array.of(-2, -1, 1, 2), n: 4, f: 1, classes: Uint16Array.of(0, 0, 1, 1), classCount: 2 };

describe("trainLogistic", () => {
  test("parts two classes in the middle between them", () => {
    const model = trainLogistic(rows);
    const shares = predictLogistic(model, { values: [-3, 0, 3], n: 3, f: 1 });
    expect(shares[0]).toBeGreaterThan(0.9);
    expect(shares[2]).toBeCloseTo(0.5, 6);
    expect(shares[5]).toBeGreaterThan(0.9);
    expect(shares[0]! + shares[1]!).toBeCloseTo(1, 12);
    expect(model.weights[0]).toBeCloseTo(-model.weights[1]!, 6);
  });
  test("at the weights found the slope of the loss is 0: pulls of rows and penalty balance", () => {
    const model = trainLogistic(rows, { c: 3 });
    const shares = predictLogistic(model, rows);
    let pull = model.weights[1]!;
    for (let row = 0; row < 4; row++) pull += 3 * (shares[2 * row + 1]! - rows.classes[row]!) * rows.values[row]!;
    expect(Math.abs(pull)).toBeLessThan(1e-5);
  });
  test("features without a word to say get no weight", () => {
    const model = trainLogistic({ ...rows, values: new Float64Array(4) });
    expect(Array.from(model.weights)).toEqual([0, 0]);
    expect(Array.from(predictLogistic(model, { values: [5], n: 1, f: 1 }))).toEqual([0.5, 0.5]);
  });
  test("one class, NaN, rows that do not fit and c of 0 are refused", () => {
    expect(() => trainLogistic({ ...rows, classes: new Uint16Array(4) })).toThrow("two classes");
    expect(() => trainLogistic({ ...rows, values: [1, 2, 3, Number.NaN] })).toThrow("finite");
    expect(() => trainLogistic({ ...rows, n: 3 })).toThrow("fit");
    expect(() => trainLogistic(rows, { c: 0 })).toThrow("fit");
    expect(() => predictLogistic(trainLogistic(rows), { values: [1, 2], n: 1, f: 2 })).toThrow("features");
  });
});
