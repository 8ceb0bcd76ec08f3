// Prints images that become ready and runs that end, one JSON object a line: node follow-a-run.ts [SERVERS] [NAME] [STREAM]
import { readFileSync } from "node:fs";
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, nanos, nkeyAuthenticator } from "@nats-io/transport-node";

const [servers = "nats://127.0.0.1:4222", name = "follow-a-run", stream = "argosy"] = process.argv.slice(2);
// What the user `listener` proves itself with; without it, a server that is open to all.
const folder = process.env["LISTENER_FOLDER"];
const file = (text: string) => readFileSync(`${folder}/${text}`, "utf8");
const authenticator = () => nkeyAuthenticator(new TextEncoder().encode(file("nats.seed")));
const tls = () => ({ servername: "nats", ca: file("authority.crt"), cert: file("tls.crt"), key: file("tls.key") });
const proof = folder === undefined ? {} : { authenticator: authenticator(), inboxPrefix: "_INBOX_listener", tls: tls() };
const nats = await connect({ servers, maxReconnectAttempts: -1, ...proof });
const manager = await jetstreamManager(nats);

async function consumerOf(event: string) {
  // The server keeps our position under this name. What was not acknowledged comes again, to whoever bears the name then.
  const durable = `${name}_${event.replace(".", "_")}`;
  const limits = { deliver_policy: DeliverPolicy.New, ack_policy: AckPolicy.Explicit, ack_wait: nanos(5_000) };
  await manager.consumers.add(stream, { durable_name: durable, filter_subject: `${stream}.*.${event}`, ...limits });
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
