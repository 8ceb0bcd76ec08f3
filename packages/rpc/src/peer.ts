import type { ServerInterceptor } from "@grpc/grpc-js";
import { ServerInterceptingCall } from "@grpc/grpc-js";

/** Where the name of the caller's certificate stands among what arrives with a call; what a caller writes there is thrown away. */
export const PEER_KEY = "argosy-peer";

/** Writes the name in the caller's certificate to where handlers find it. */
export const notePeer: ServerInterceptor = (_method, call) =>
  new ServerInterceptingCall(call, {
    start(next) {
      next({
        onReceiveMetadata(metadata, pass) {
          metadata.remove(PEER_KEY);
          const name = nameIn(call.getAuthContext().sslPeerCertificate?.subjectaltname);
          if (name !== undefined) metadata.set(PEER_KEY, name);
          pass(metadata);
        },
      });
    },
  });

/** The one DNS name of a certificate; one that has several names nobody. */
function nameIn(alternatives: string | undefined): string | undefined {
  const [first, ...others] = (alternatives ?? "").split(", ").filter((name) => name.startsWith("DNS:"));
  return others.length === 0 ? first?.slice("DNS:".length) : undefined;
}
