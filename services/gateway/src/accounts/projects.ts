import { ArgosyError, newId, refusal } from "@argosy/core";
import type { Role } from "@argosy/rpc";
import type { Db } from "@argosy/work";

/** A project as one account sees it. */
export interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly owner_id: string;
  readonly created_at: Date;
  readonly settings: ProjectSettings;
  readonly role: Role;
}

/** What holds for everything in a project where nothing else is said. */
export interface ProjectSettings {
  /** Micrometres a pixel of images that do not state it. */
  readonly pixelSize?: number;
  /** Name of a template or id of a graph that is offered first. */
  readonly template?: string;
  /** Whether the files are kept as they came, beside the stored samples; default: yes. */
  readonly keepOriginals?: boolean;
}

const MINE = `select p.id, p.name, p.owner_id, p.created_at, p.settings, 'owner' as role from project p where p.owner_id = $1 and p.deleted_at is null
  union all
  select p.id, p.name, p.owner_id, p.created_at, p.settings, m.role from project p join member m on m.project_id = p.id
   where m.account_id = $1 and p.owner_id <> $1 and p.deleted_at is null`;

/** Every project that an account owns or is a member of, the oldest first. */
export async function listProjects(db: Db, accountId: string): Promise<ProjectRow[]> {
  return db.query<ProjectRow>(`select * from (${MINE}) mine order by created_at, id`, [accountId]);
}

/**
 * Makes a project.
 *
 * @throws {ArgosyError} NAME_TAKEN when the account has one of this name.
 */
export async function createProject(db: Db, ownerId: string, name: string): Promise<ProjectRow> {
  const row = await naming(
    db.one<ProjectRow>("insert into project (id, name, owner_id) values ($1, $2, $3) returning *, 'owner' as role", [
      newId(),
      name,
      ownerId,
    ]),
    name,
  );
  return row!;
}

/**
 * Gives a project another name or other settings; what is not given stays.
 *
 * @throws {ArgosyError} NAME_TAKEN when its owner has another project of this name.
 */
export async function changeProject(
  db: Db,
  id: string,
  change: { readonly name?: string | undefined; readonly settings?: ProjectSettings | undefined },
): Promise<void> {
  const { name, settings } = change;
  const work = db.query(
    "update project set name = coalesce($2, name), settings = coalesce($3, settings) where id = $1 and deleted_at is null",
    [id, name ?? null, settings === undefined ? null : JSON.stringify(settings)],
  );
  await naming(work, name ?? "");
}

/** The settings of a project. */
export async function settingsOf(db: Db, id: string): Promise<ProjectSettings> {
  return (await db.one<{ settings: ProjectSettings }>("select settings from project where id = $1", [id]))?.settings ?? {};
}

/** Puts a project into the trash: nobody sees it, and everything in it stays. */
export async function trashProject(db: Db, id: string): Promise<void> {
  await db.query("update project set deleted_at = now() where id = $1 and deleted_at is null", [id]);
}

/** Runs a change that may collide with another project's name, and says so. */
export async function naming<T>(work: Promise<T>, name: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.code !== "already_exists") throw error;
    throw refusal("NAME_TAKEN", "there is a project of this name already", { name }, error);
  }
}
