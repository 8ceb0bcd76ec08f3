/** What a failure means to a program: it decides the gRPC code, the HTTP status and whether trying again can help. */
export type ErrorCode =
  | "cancelled"
  | "invalid_argument"
  | "unprocessable"
  | "deadline_exceeded"
  | "not_found"
  | "gone"
  | "already_exists"
  | "permission_denied"
  | "unauthenticated"
  | "resource_exhausted"
  | "payload_too_large"
  | "failed_precondition"
  | "conflict"
  | "out_of_range"
  | "unimplemented"
  | "internal"
  | "unavailable"
  | "data_loss";

/** The columns of one row of {@link ERROR_CODES}. */
export interface CodeMeaning {
  /** gRPC status code (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
  readonly grpc: number;
  /** HTTP status (RFC 9110). */
  readonly http: number;
  /** Whether the same call may succeed later. */
  readonly retry: boolean;
}

/** Every error code with what it means on the wire. */
export const ERROR_CODES: Readonly<Record<ErrorCode, CodeMeaning>> = {
  cancelled: { grpc: 1, http: 499, retry: false },
  invalid_argument: { grpc: 3, http: 400, retry: false },
  unprocessable: { grpc: 3, http: 422, retry: false },
  deadline_exceeded: { grpc: 4, http: 504, retry: true },
  not_found: { grpc: 5, http: 404, retry: false },
  gone: { grpc: 5, http: 410, retry: false },
  already_exists: { grpc: 6, http: 409, retry: false },
  permission_denied: { grpc: 7, http: 403, retry: false },
  unauthenticated: { grpc: 16, http: 401, retry: false },
  resource_exhausted: { grpc: 8, http: 429, retry: true },
  payload_too_large: { grpc: 8, http: 413, retry: false },
  failed_precondition: { grpc: 9, http: 409, retry: false },
  conflict: { grpc: 10, http: 409, retry: false },
  out_of_range: { grpc: 11, http: 416, retry: false },
  unimplemented: { grpc: 12, http: 501, retry: false },
  internal: { grpc: 13, http: 500, retry: false },
  unavailable: { grpc: 14, http: 503, retry: true },
  data_loss: { grpc: 15, http: 500, retry: false },
};
