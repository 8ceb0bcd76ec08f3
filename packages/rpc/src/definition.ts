/** A message class as the generator writes it. */
export interface MessageType<Message> {
  encode(message: Message): { finish(): Uint8Array };
  decode(input: Uint8Array): Message;
  fromPartial(object: never): Message;
}

/** A method as the generator writes it. */
export interface MethodDefinition {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: message types are invariant; the concrete ones are inferred from each definition
  readonly requestType: MessageType<any>;
  readonly requestStream: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly responseType: MessageType<any>;
  readonly responseStream: boolean;
  /** Whether it may be called twice: it changes nothing, or the same each time. */
  readonly options: { readonly idempotencyLevel?: "IDEMPOTENT" | "NO_SIDE_EFFECTS" };
}

/** A service as the generator writes it. Methods whose requests are streams are not supported. */
export interface ServiceDefinition {
  readonly name: string;
  readonly fullName: string;
  readonly methods: Readonly<Record<string, MethodDefinition>>;
}

/** The request of a method, whole. */
export type RequestOf<M extends MethodDefinition> = M["requestType"] extends MessageType<infer Message> ? Message : never;
/** The response of a method, whole. */
export type ResponseOf<M extends MethodDefinition> = M["responseType"] extends MessageType<infer Message> ? Message : never;
/** What may be given for a request: members that are left out get their zero value, but the project must be named. */
export type RequestInput<M extends MethodDefinition> = Parameters<M["requestType"]["fromPartial"]>[0] &
  (RequestOf<M> extends { readonly project: string } ? { readonly project: string } : unknown);
/** What may be given for a response: members that are left out get their zero value. */
export type ResponseInput<M extends MethodDefinition> = Parameters<M["responseType"]["fromPartial"]>[0];
/** The names of the methods of a service. */
export type MethodName<D extends ServiceDefinition> = keyof D["methods"] & string;
