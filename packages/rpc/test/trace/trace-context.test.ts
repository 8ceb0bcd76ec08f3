import { expect, test } from "vitest";
import { currentTrace, formatTraceparent, idleTracer, inTrace, isTraceId, newTraceId, parseTraceparent } from "../../src/index.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";

test("a traceparent is read and written as W3C has it", () => {
  expect(parseTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({ traceId: TRACE, spanId: SPAN, sampled: true });
  expect(parseTraceparent(`00-${TRACE}-${SPAN}-00`)?.sampled).toBe(false);
  expect(formatTraceparent({ traceId: TRACE, spanId: SPAN, sampled: true })).toBe(`00-${TRACE}-${SPAN}-01`);
  expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-comes`)).toEqual({ traceId: TRACE, spanId: SPAN, sampled: true });
});
test.each([
  undefined,
  "",
  TRACE,
  `ff-${TRACE}-${SPAN}-01`,
  `00-${"0".repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${"0".repeat(16)}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-01-more`,
  `00-${TRACE}-${SPAN}-1`,
  ` 00-${TRACE}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-01\r\nset-cookie: a`,
  `cc-${TRACE}-${SPAN}-01-${"x".repeat(600)}`,
])("%j is no traceparent", (text) => expect(parseTraceparent(text)).toBeUndefined());
test("new ids are ids", () => {
  expect(isTraceId(newTraceId())).toBe(true);
  expect(isTraceId("0".repeat(32))).toBe(false);
  expect(newTraceId()).not.toBe(newTraceId());
});
test("the trace in hand goes with promises and timers, and ends where it is left", async () => {
  const context = { traceId: TRACE, spanId: SPAN, sampled: true };
  expect(currentTrace()).toBeUndefined();
  const later = inTrace(context, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return [currentTrace(), inTrace(undefined, () => currentTrace())];
  });
  expect(currentTrace()).toBeUndefined();
  expect(await later).toEqual([context, undefined]);
});
test("the idle tracer hands on what comes and begins what does not", () => {
  const parent = { traceId: TRACE, spanId: SPAN, sampled: true };
  expect(idleTracer.begin("a", { service: "a", kind: "server", parent }).context).toBe(parent);
  expect(idleTracer.begin("a", { service: "a", kind: "server", traceId: TRACE }).context).toMatchObject({ traceId: TRACE, sampled: false });
});
