import type { ArgosyError } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import { findClasses } from "./class-tree.ts";
import { findObjects } from "./find-objects.ts";
import { checkAuthor, checkStatus, storeLabels } from "./label-facts.ts";
import type { ObjectRef } from "./object-names.ts";
import { parseObjectName } from "./object-names.ts";

/** A label that is asked for: the object by id or name; an empty class takes the label away. */
export interface LabelWish {
  readonly object: string;
  readonly class: string;
  readonly status: string;
  readonly author: string;
}

/** Labels of a project, and who asks for them. */
export interface LabelOrder {
  readonly project: string;
  /** Run whose objects are meant when they are given by name; empty: the newest of each image. */
  readonly run: string;
  /** Makes ids of classes that are not there yet; absent: such classes are refused. */
  readonly create: { readonly newId: () => string } | undefined;
  readonly caller: string;
  readonly trace: string;
}

/** How many labels are not what they were, and how many are. */
export interface LabelCounts {
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Sets labels, all or none.
 *
 * @throws {ArgosyError} `not_found` for an object or class that is not there, FIELD_INVALID for a status, an author, a name that means
 *   several, or an object that is given twice.
 */
export async function setLabels(db: Db, order: LabelOrder, wishes: readonly LabelWish[]): Promise<LabelCounts> {
  const found = await findObjects(db, order.project, order.run, wishes.map(refOf));
  const objects = found.map((entry) => ("object" in entry ? entry.object : fail(entry.problem)));
  if (new Set(objects).size < objects.length) throw refusal("FIELD_INVALID", "an object is given twice", { field: "labels" });
  const changed = await db.transaction(async (tx) => {
    const wanted = wishes.filter((wish) => wish.class !== "").map((wish) => wish.class);
    const classes = await findClasses(tx, order.project, wanted, order.create);
    for (const problem of classes.problems.values()) throw problem;
    const facts = wishes.map((wish, index) => ({
      object: objects[index]!,
      class: classes.found.get(wish.class),
      status: checkStatus(wish.status),
      author: checkAuthor(wish.author) || order.caller,
    }));
    return storeLabels(tx, facts, { projectId: order.project, origin: "label", trace: order.trace });
  });
  return { changed, unchanged: wishes.length - changed };
}

function refOf({ object }: LabelWish): ObjectRef {
  const ref = parseObjectName(object);
  if (ref === undefined)
    throw refusal("FIELD_INVALID", "neither an id nor a name of an object", { field: "object", value: object.slice(0, 1_024) });
  return ref;
}

function fail(problem: ArgosyError): never {
  throw problem;
}
