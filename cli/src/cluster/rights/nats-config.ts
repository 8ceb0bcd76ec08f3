import type { NatsPlace } from "../servers/nats.ts";
import type { BusUser } from "./bus-rights.ts";
import { permissionsOf } from "./bus-rights.ts";

/** What a NATS server is started with. */
export interface NatsOptions extends NatsPlace {
  /** Name of the stream. */
  readonly stream: string;
  /** Public NKey of every user. */
  readonly users: Readonly<Record<BusUser, string>>;
  /** Files of the certificate that it shows; absent: the line is not encrypted. Users must show one of the same authority. */
  readonly tls?: { readonly certificate: string; readonly key: string; readonly authority: string };
}

/** The configuration file of a NATS server that knows our users and nobody else; JSON, which the server reads as its own format. */
export function natsConfig({ host, port, storeFolder, stream, users, tls }: NatsOptions): string {
  const names = Object.keys(users) as BusUser[];
  const config = {
    host,
    port,
    // Messages are hints, but those that were taken shall survive a lost machine.
    jetstream: { store_dir: storeFolder, sync_interval: "always" },
    accounts: {
      ARGOSY: { jetstream: "enabled", users: names.map((user) => ({ nkey: users[user], permissions: permissionsOf(user, stream) })) },
      SYS: { users: [] },
    },
    system_account: "SYS",
    ...(tls === undefined ? {} : { tls: { cert_file: tls.certificate, key_file: tls.key, ca_file: tls.authority, verify: true } }),
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}
