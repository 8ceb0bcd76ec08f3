import { newId } from "@argosy/core";
import type { ServiceName } from "@argosy/rpc";

/** What a service may do in the bucket. */
interface StoreRights {
  /** Services whose objects it reads. */
  readonly reads: readonly ServiceName[];
  /** Services below whose prefix it writes and deletes. */
  readonly writes: readonly ServiceName[];
  /** Services whose keys it lists; a service that keeps something must find all of it when a project is forgotten. */
  readonly lists: readonly ServiceName[];
}

/** Who reads and writes what: keys are `<project>/<service>/...`. Pipeline is not here: it looks through the whole bucket. */
const RIGHTS: Readonly<Record<Exclude<ServiceName, "pipeline">, StoreRights>> = {
  // Uploads come in through the gateway, which writes them where ingest finds them.
  gateway: { reads: ["ingest", "segment", "export"], writes: ["ingest"], lists: [] },
  ingest: { reads: ["ingest"], writes: ["ingest"], lists: ["ingest"] },
  tiles: { reads: ["ingest", "segment"], writes: [], lists: [] },
  segment: { reads: ["ingest", "segment"], writes: ["segment"], lists: ["segment"] },
  measure: { reads: ["ingest", "segment"], writes: [], lists: ["measure"] },
  classify: { reads: ["classify", "segment"], writes: ["classify"], lists: ["classify"] },
  export: { reads: ["ingest", "segment", "export"], writes: ["export"], lists: ["export"] },
};

/** One statement of a policy. */
interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A policy in the language of S3. */
export interface StorePolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

// A star would match slashes too, and let a service write below `<project>/<another>/<itself>/`.
const PROJECT = "?".repeat(newId().length);
const WRITE = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"] as const;

/**
 * What a service's key may do in the bucket. Pipeline finds what no row names: it lists, reads and deletes everywhere, and writes nothing.
 */
export function storePolicyOf(service: ServiceName, bucket: string): StorePolicy {
  return { Version: "2012-10-17", Statement: service === "pipeline" ? sweeping(bucket) : statementsOf(RIGHTS[service], bucket) };
}

function statementsOf({ reads, writes, lists }: StoreRights, bucket: string): Statement[] {
  const under = (services: readonly ServiceName[]) => services.map((name) => `${arn(bucket)}/${PROJECT}/${name}/*`);
  const prefixes = lists.map((name) => `${PROJECT}/${name}/*`);
  return [
    { Effect: "Allow", Action: ["s3:GetObject"], Resource: under(reads) },
    ...(writes.length === 0 ? [] : [{ Effect: "Allow" as const, Action: WRITE, Resource: under(writes) }]),
    ...(lists.length === 0
      ? []
      : [
          {
            Effect: "Allow" as const,
            Action: ["s3:ListBucket"],
            Resource: [arn(bucket)],
            Condition: { StringLike: { "s3:prefix": prefixes } },
          },
        ]),
  ];
}

function sweeping(bucket: string): Statement[] {
  return [
    { Effect: "Allow", Action: ["s3:ListBucket"], Resource: [arn(bucket)] },
    { Effect: "Allow", Action: ["s3:GetObject", "s3:DeleteObject"], Resource: [`${arn(bucket)}/*`] },
  ];
}

function arn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}
