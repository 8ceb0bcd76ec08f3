import { connectivityState } from "@grpc/grpc-js";
import type { Channel, CallOptions as WireOptions } from "nice-grpc";
import { createClient } from "nice-grpc";
import type { ServiceDefinition } from "./definition.ts";

type WireClient = Readonly<Record<string, (request: unknown, options: WireOptions) => never>>;

const READY_MS = 5_000;

/** A channel that knows how many calls are on it. */
export class Line {
  readonly #channel: Channel;
  readonly #clients = new Map<string, WireClient>();
  #calls = 0;
  #left = false;
  #closed = false;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  get isReady(): boolean {
    return this.#channel.getConnectivityState(false) === connectivityState.READY;
  }

  client(definition: ServiceDefinition): WireClient {
    let client = this.#clients.get(definition.fullName);
    if (client === undefined) {
      client = createClient(definition as never, this.#channel) as unknown as WireClient;
      this.#clients.set(definition.fullName, client);
    }
    return client;
  }

  begin(): void {
    this.#calls++;
  }

  end(): void {
    this.#calls--;
    this.#closeIfLeft();
  }

  /** Closes it when the last call on it is over. */
  leave(): void {
    this.#left = true;
    this.#closeIfLeft();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#channel.close();
  }

  /** Connects. @returns Whether a server has answered within five seconds. */
  connected(): Promise<boolean> {
    const end = Date.now() + READY_MS;
    return new Promise((resolve) => {
      const look = (error?: Error): void => {
        const state = this.#closed ? connectivityState.SHUTDOWN : this.#channel.getConnectivityState(true);
        if (state === connectivityState.READY) resolve(true);
        else if (error !== undefined || state === connectivityState.SHUTDOWN) resolve(false);
        else this.#channel.watchConnectivityState(state, end, look);
      };
      look();
    });
  }

  #closeIfLeft(): void {
    if (this.#left && this.#calls === 0) this.close();
  }
}
