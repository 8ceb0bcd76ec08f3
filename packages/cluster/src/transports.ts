import type { ServiceDefinition, TcpOptions, Transport } from "@argosy/rpc";
import { overTcp } from "@argosy/rpc";
import type { ClusterSettings } from "./cluster-settings.ts";

/** Connections to the other services, made when they are first used. */
export interface Transports {
  to(definition: ServiceDefinition): Transport;
  close(): Promise<void>;
}

/** Connections by the addresses in the settings: `SEGMENT_ADDRESS` is where `SegmentService` answers. */
export function createTransports(settings: ClusterSettings, optionsTo: (service: string) => TcpOptions): Transports {
  const open = new Map<string, Transport>();
  return {
    to({ name }) {
      const service = name.replace(/Service$/, "").toLowerCase();
      const setting = `${service.toUpperCase()}_ADDRESS` as keyof ClusterSettings & `${string}_ADDRESS`;
      const transport = open.get(service) ?? overTcp(String(settings[setting]), optionsTo(service));
      open.set(service, transport);
      return transport;
    },
    async close() {
      await Promise.all(Array.from(open.values(), (transport) => transport.close()));
    },
  };
}
