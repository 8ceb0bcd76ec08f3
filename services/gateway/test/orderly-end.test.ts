import fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { orderlyEnd } from "../src/http/orderly-end.ts";

const app = fastify();
const ends = orderlyEnd(app);
app.get("/", async () => "here");
afterEach(() => ends.end(1_000));

test("whoever asks a server that is about to leave is answered, and makes another connection the next time", async () => {
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const connection = async () => {
    const answer = await fetch(url);
    expect(await answer.text()).toBe("here");
    return answer.headers.get("connection");
  };
  expect(await connection()).toBe("keep-alive");
  ends.leave();
  expect(await connection()).toBe("close");
  expect(await connection()).toBe("close");
});
