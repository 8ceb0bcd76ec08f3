import { refusal } from "@argosy/core";
import type { ListRunImagesRequest, ListRunImagesResponse, RunImage } from "@argosy/rpc";
import type { Db } from "@argosy/work";

const PAGE = { default: 100, most: 1_000 } as const;

/** The images of a run by name, with what was found in each so far. A run that is not there has none. */
export async function listRunImages(db: Db, { project, run, page }: ListRunImagesRequest): Promise<ListRunImagesResponse> {
  const limit = Math.min(page?.limit || PAGE.default, PAGE.most);
  const offset = Number(page?.cursor || "0");
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw refusal("FIELD_INVALID", "the cursor is not one that a page gave", { field: "cursor" });
  const images = await db.query<RunImage>(
    `select i.image, i.name, i.width, i.height, i.state,
            (select count(*) from read.object o
              where o.task_id = i.task_id and o.image_id = i.image and not o.inner_object and o.replaced_by is null)::float8 as objects,
            (select coalesce(sum(d.count), 0) from dropped d where d.task_id = i.task_id and d.image_id = i.image)::float8 as dropped
       from (select rt.task_id, rt.state, u->>'id' as image, u->>'name' as name, (u->>'width')::int as width, (u->>'height')::int as height
               from read.run_task rt, jsonb_array_elements(rt.work->'unit'->'images') u
              where rt.run_id = $1 and rt.project_id = $2 and rt.stage = 'segment'
              order by u->>'name' collate "C" limit $3 offset $4) i
      order by i.name collate "C"`,
    [run, project, limit, offset],
  );
  return { images, nextCursor: images.length === limit ? String(offset + limit) : "" };
}
