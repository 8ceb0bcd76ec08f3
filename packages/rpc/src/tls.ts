import { ChannelCredentials, ServerCredentials } from "@grpc/grpc-js";

/** What a service shows to others, and whom it believes; texts in PEM. */
export interface TlsIdentity {
  /** Certificate of the authority that has signed all others. */
  readonly authority: string;
  /** Its DNS name, the only one, is the name of the service. */
  readonly certificate: string;
  readonly key: string;
}

/** Credentials of a server that talks to nobody without a certificate of the same authority. */
export function serverCredentials({ authority, certificate, key }: TlsIdentity): ServerCredentials {
  return ServerCredentials.createSsl(
    Buffer.from(authority),
    [{ private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) }],
    true,
  );
}

/** Credentials of a client that shows its certificate and takes only servers of the same authority. */
export function clientCredentials({ authority, certificate, key }: TlsIdentity): ChannelCredentials {
  return ChannelCredentials.createSsl(Buffer.from(authority), Buffer.from(key), Buffer.from(certificate));
}
