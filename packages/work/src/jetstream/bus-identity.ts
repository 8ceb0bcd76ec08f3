import type { NodeConnectionOptions } from "@nats-io/transport-node";
import { nkeyAuthenticator } from "@nats-io/transport-node";

/** Who a process is to the servers of the bus. */
export interface BusIdentity {
  /** Name of the user. */
  readonly name: string;
  /** Its NKey. */
  readonly seed: string;
  /** What is shown to servers that ask for a certificate, and whom it must be signed by; texts in PEM. */
  readonly tls: { readonly authority: string; readonly certificate: string; readonly key: string };
}

/** The name that the certificate of every server of the bus has. */
const SERVER = "nats";

/** Where answers of the servers come to a user: nobody else may listen there. */
export function inboxOf(name: string): string {
  return `_INBOX_${name}`;
}

/** The part of the connection's options that says who connects; where the server does not ask, it is not said. */
export function connectAs({ name, seed, tls }: BusIdentity): Pick<NodeConnectionOptions, "authenticator" | "inboxPrefix" | "tls"> {
  // The client hands on what it does not know itself: the server is known by its name, wherever it listens.
  const secure = { servername: SERVER, ca: tls.authority, cert: tls.certificate, key: tls.key };
  return { authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)), inboxPrefix: inboxOf(name), tls: secure };
}
