import type { ServeOptions, TcpOptions, VerifyIdentity } from "@argosy/rpc";
import type { ServiceSecrets, Signer } from "@argosy/runtime";
import { createSigner, createVerifier } from "@argosy/runtime";
import type { S3Options } from "@argosy/storage";
import type { Clock, JetStreamOptions } from "@argosy/work";
import { connectAs } from "@argosy/work";

/** What a service shows to the others, and how it knows them. */
export interface Credentials {
  readonly database: { readonly password: string };
  /** Goes with the connection to the bus. */
  readonly bus: Partial<JetStreamOptions["connection"]>;
  readonly store: Pick<S3Options, "accessKey" | "secretKey" | "sessionToken">;
  /** Signs the service's own calls; the gateway's also those of persons. */
  readonly signer: Signer;
  readonly verifyIdentity: VerifyIdentity;
  /** How the service offers its calls. */
  readonly server: Pick<ServeOptions, "tls">;
  /** How it calls another one. */
  to(service: string): TcpOptions;
}

/** Makes the credentials of a service from its secrets. */
export function credentialsOf(name: string, secrets: ServiceSecrets, clock: Clock): Credentials {
  const { tls, signingKey, trusted, natsSeed, databasePassword, store } = secrets;
  return {
    database: { password: databasePassword },
    bus: connectAs({ name, seed: natsSeed, tls }),
    store,
    signer: createSigner(clock, signingKey),
    verifyIdentity: createVerifier(clock, trusted),
    server: { tls },
    to: (service) => ({ tls, server: service }),
  };
}
