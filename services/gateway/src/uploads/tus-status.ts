import type { Reason } from "@argosy/core";

/** Statuses that the upload protocol prescribes in place of those that follow from our codes. */
export const TUS_STATUS: Readonly<Partial<Record<Reason, number>>> = {
  CHECKSUM_MISMATCH: 460,
  UPLOAD_BUSY: 423,
  TUS_VERSION: 412,
};
