import { access, chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { createDb } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { grantServices, makeServiceRoles, roleOf } from "../../cli/src/cluster/rights/database-rights.ts";
import { startDatabase } from "../../cli/src/cluster/servers/postgres.ts";
import type { Server } from "../../cli/src/cluster/servers/server.ts";
import { migrate } from "../../cli/src/server/migrate.ts";
import { SERVICES } from "../../cli/src/server/services.ts";
import { rolePassword } from "../support/role-password.ts";
import { silentLog } from "../support/silent-log.ts";

const isThere = await access("/usr/share/postgresql/15/extension/postgis.control").then(
  () => true,
  () => false,
);
test.runIf(process.env["CI"] === "true")("PostgreSQL 15 with PostGIS is there", () => expect(isThere).toBe(true));

/** Size of a pixel, in micrometres; it is not square. */
const [PIXEL_X, PIXEL_Y] = [4, 5];
/** A line from (100, 100) to (500, 400), in micrometres. */
const LINE = "linestring(100 100, 500 400)";
const REACH = 200;
/** A grid of objects, 3 x 2 pixels each, every 20 pixels. */
const GRID = Array.from({ length: 15 * 15 }, (_, i) => ({ label: i + 1, x: 20 * (i % 15), y: 20 * Math.floor(i / 15) }));

describe.skipIf(!isThere)(`objects as shapes${isThere ? "" : " (skipped: there is no postgresql-15-postgis-3)"}`, () => {
  let folder: string;
  let server: Server;
  let db: Db;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-spatial-"));
    await chmod(folder, 0o711);
    await mkdir(join(folder, "data"), { mode: 0o711 });
    server = await startDatabase(join(folder, "data"), silentLog);
    expect(await migrate(server.url, SERVICES, silentLog)).toContain("spatial/0001-objects.sql");
    db = createDb({ url: server.url, log: silentLog });
    await insertImage("sized", PIXEL_X, PIXEL_Y);
    await insertImage("unsized", null, null);
    for (const image of ["sized", "unsized"]) await insertObjects(image);
  }, 60_000);
  afterAll(async () => {
    await db?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function insertImage(id: string, width: number | null, height: number | null): Promise<void> {
    if (id === "sized") await db.query("insert into ingest.collection (id, project_id, name) values ('c', 'p', 'c')");
    await db.query(
      "insert into ingest.file (id, project_id, collection_id, path, size, state, import_id) values ($1, 'p', 'c', $1, 1, 'ready', 'i')",
      [id],
    );
    await db.query(
      `insert into ingest.image (id, project_id, collection_id, file_id, page, name, task_id, array_id, t, width, height, channels, dtype, colour,
         pixel_width, pixel_height) values ($1, 'p', 'c', $1, 0, $1, 't', 'a', 0, 300, 300, 1, 'uint8', 'grey', $2, $3)`,
      [id, width, height],
    );
  }
  async function insertObjects(image: string): Promise<void> {
    const columns = { id: "text", label: "int4", x: "int4", y: "int4", centroid_x: "float8", centroid_y: "float8" };
    const rows = GRID.map(({ label, x, y }) => ({ id: `${image}-${label}`, label, x, y, centroid_x: x + 1.5, centroid_y: y + 1 }));
    await db.query("create table if not exists given (id text, label int4, x int4, y int4, centroid_x float8, centroid_y float8)");
    await db.query("truncate given");
    await db.insertMany("given", columns, rows);
    await db.query(
      `insert into segment.object (id, project_id, task_id, image_id, step, label, name, bounds, x, y, width, height, crop_x, crop_y, crop_width,
         crop_height, area, centroid_x, centroid_y)
       select id, 'p', 't', $1, 0, label, id, box(point(x, y), point(x + 3, y + 2)), x, y, 3, 2, x, y, 3, 2, 6, centroid_x, centroid_y from given`,
      [image],
    );
  }

  test("those within 200 µm of a line are the ones that arithmetic finds", async () => {
    const found = await db.query<{ label: number }>(
      "select label from spatial.object where project_id = 'p' and st_dwithin(centroid_um, $1::geometry, $2) order by label",
      [LINE, REACH],
    );
    const expected = GRID.filter(({ x, y }) => distance((x + 1.5) * PIXEL_X, (y + 1) * PIXEL_Y) <= REACH).map(({ label }) => label);
    expect(expected.length).toBeGreaterThan(20);
    expect(expected.length).toBeLessThan(GRID.length / 2);
    expect(found.map(({ label }) => label)).toEqual(expected);
  });
  test("boxes are in pixels and micrometres, and only in pixels where the size of a pixel is not known", async () => {
    const row = (image: string) =>
      db.one(
        "select st_astext(box_px) as px, st_astext(box_um) as um, st_area(box_um) as area, st_astext(centroid_um) as centroid from spatial.object where id = $1",
        [`${image}-17`],
      );
    const px = "POLYGON((20 20,20 22,23 22,23 20,20 20))";
    const um = "POLYGON((80 100,80 110,92 110,92 100,80 100))";
    expect(await row("sized")).toEqual({ px, um, area: 120, centroid: "POINT(86 105)" });
    expect(await row("unsized")).toEqual({ px, um: null, area: null, centroid: null });
  });
  test("they can be read and not written, and no service sees them that was not given them", async () => {
    await expect(db.query("update spatial.object set label = 1")).rejects.toMatchObject({ cause: { code: "55000" } });
    const passwords = SERVICE_NAMES.map((name) => [name, rolePassword(name)]);
    await makeServiceRoles(db, Object.fromEntries(passwords) as Record<ServiceName, string>);
    await grantServices(db);
    const url = new URL(server.url);
    url.username = roleOf("segment");
    url.password = encodeURIComponent(rolePassword("segment"));
    const segment = createDb({ url: url.href, log: silentLog, poolSize: 1 });
    await expect(segment.query("select * from spatial.object")).rejects.toMatchObject({ cause: { code: "42501" } });
    await segment.close();
  });
  test("a second start applies nothing more", async () => {
    expect(await migrate(server.url, SERVICES, silentLog)).toEqual([]);
  });
});

/** From a point to {@link LINE}, by hand. */
function distance(x: number, y: number): number {
  const [dx, dy] = [400, 300];
  const along = Math.min(1, Math.max(0, ((x - 100) * dx + (y - 100) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - 100 - along * dx, y - 100 - along * dy);
}
