import type { ServiceSecrets } from "@argosy/runtime";
import { connectAs } from "@argosy/work";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { unreachable, Wrong } from "./finding.ts";

/** The bus, and who asks. */
export interface BusPlace {
  readonly url: string;
  /** Name of the service whose secrets these are. */
  readonly service: string;
  readonly secrets: Pick<ServiceSecrets, "natsSeed" | "tls">;
}

const WAIT_MS = 10_000;

/** Signs in as a service and asks for JetStream. @throws {Wrong} */
export async function lookAtBus({ url, service, secrets }: BusPlace): Promise<string> {
  const server = `NATS at ${url}`;
  const identity = connectAs({ name: service, seed: secrets.natsSeed, tls: secrets.tls });
  const options = { servers: url.split(","), timeout: WAIT_MS, maxReconnectAttempts: 0, name: "argosy preflight", ...identity };
  const connection = await connect(options).catch((error: unknown) => {
    throw new Wrong(refused(server, service, error));
  });
  try {
    // Whether JetStream answers is asked in its own words: a server without it has nobody who listens.
    const manager = await jetstreamManager(connection, { timeout: WAIT_MS, checkAPI: false });
    const { streams, limits } = await manager.getAccountInfo();
    const room = limits.max_storage > 0 ? `${Math.floor(limits.max_storage / 2 ** 20)} MiB` : "its whole disk";
    return `NATS ${connection.info?.version ?? ""} at ${url} knows ${service} and has JetStream with ${streams} streams on ${room}.`;
  } catch (error) {
    throw new Wrong(withoutJetStream(server, error));
  } finally {
    await connection.close();
  }
}

function refused(server: string, service: string, error: unknown): string {
  const { name, message, code } = error as { name: string; message: string; code?: string };
  if (name === "AuthorizationError" || /authorization/i.test(message))
    return `${server} does not know the key of ${service}: start it with the users that \`argosy secrets\` has written.`;
  const tls = /certificate|tls|ssl|alert/i.test(`${message} ${code ?? ""}`);
  if (tls) return `${server} and ${service} do not trust each other's certificates: ${message}.`;
  return `${server} cannot be reached: ${unreachable(error) ?? message}.`;
}

function withoutJetStream(server: string, error: unknown): string {
  const { name, message } = error as { name: string; message: string };
  if (/NoResponders|JetStreamNotEnabled/i.test(name) || /no responders|jetstream (is )?not enabled|503/i.test(message))
    return `${server} runs without JetStream: switch it on in its configuration, for the account of Argosy too.`;
  return `${server} has JetStream, but does not say how much: ${message}.`;
}
