import { createJetStreamBus } from "@argosy/work";
import { afterAll, describe, expect, test } from "vitest";
import { natsProgram } from "../../cli/src/cluster/servers/nats.ts";
import { startNatsServer } from "../servers/nats-server.ts";
import { silentLog } from "../support/silent-log.ts";
import { eventBusContract } from "./event-bus.ts";

const program = await natsProgram();
const missing = typeof program === "string" ? undefined : program.missing;
test.runIf(process.env["CI"] === "true")("the server is there", () => expect(missing).toBeUndefined());

const server = typeof program === "string" ? await startNatsServer(program) : undefined;
afterAll(() => server?.stop());
let streams = 0;

describe.skipIf(server === undefined)(`jetstream bus${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  eventBusContract(async () => {
    const bus = await createJetStreamBus({
      connection: { servers: server!.url },
      stream: `test-${++streams}`,
      log: silentLog,
      backoff: () => 20,
    });
    return { bus, settle: () => bus.idle(), skipBackoff: () => bus.idle({ withDelayed: true }) };
  });
});
