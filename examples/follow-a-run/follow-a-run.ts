// Prints images that become ready and runs that end, one JSON object a line: node follow-a-run.ts [SERVERS] [NAME] [STREAM]
import { readFileSync } from "node:fs";
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, nanos, nkeyAuthenticator } from "@nats-io/transport-node";

const [servers = "nats://127.0.0.1:4222", name = "follow-a-run", stream = "argosy"] = process.argv.slice(2);
const { NATS_SEED_FILE: seed, NATS_CA_FILE: caFile, NATS_CERT_FILE: certFile, NATS_KEY_FILE: keyFile } = process.env;
const nats = await connect({
  servers,
  maxReconnectAttempts: -1,
  ...(seed === undefined ? {} : { authenticator: nkeyAuthenticator(readFileSync(seed)) }),
  ...(caFile === undefined ? {} : { tls: { caFile, ...(certFile === undefined ? {} : { certFile, keyFile: keyFile ?? "" }) } }),
});
const manager = await jetstreamManager(nats);

async function consumerOf(event: string) {
  // The server keeps our position under this name. What was not acknowledged comes again, to whoever bears the name then.
  const durable = `${name}_${event.replace(".", "_")}`;
  await manager.consumers.add(stream, {
    durable_name: durable,
    filter_subject: `${stream}.*.${event}`,
    deliver_policy: DeliverPolicy.New,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(5_000),
  });
  return { event, consumer: await jetstream(nats).consumers.get(stream, durable) };
}

const followed = await Promise.all(["image.ready", "run.finished"].map(consumerOf));
process.stderr.write("following\n");
await Promise.all(
  followed.map(async ({ event, consumer }) => {
    for await (const message of await consumer.consume({ max_messages: 1 })) {
      const trace = message.headers?.get("traceparent");
      process.stdout.write(`${JSON.stringify({ event, trace, ...message.json<object>() })}\n`);
      await message.ackAck();
    }
  }),
);
