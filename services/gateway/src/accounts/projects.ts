import { ArgosyError, newId } from "@argosy/core";
import type { Role } from "@argosy/rpc";
import type { Db } from "@argosy/work";

/** A project as one account sees it. */
export interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly owner_id: string;
  readonly created_at: Date;
  readonly role: Role;
}

const MINE = `select p.id, p.name, p.owner_id, p.created_at, 'owner' as role from project p where p.owner_id = $1 and p.deleted_at is null
  union all
  select p.id, p.name, p.owner_id, p.created_at, m.role from project p join member m on m.project_id = p.id
   where m.account_id = $1 and p.owner_id <> $1 and p.deleted_at is null`;

/** Every project that an account owns or is a member of, the oldest first. */
export async function listProjects(db: Db, accountId: string): Promise<ProjectRow[]> {
  return db.query<ProjectRow>(`select * from (${MINE}) mine order by created_at, id`, [accountId]);
}

/**
 * Makes a project.
 *
 * @throws {ArgosyError} `already_exists` when the account has one of this name.
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

/** Gives a project another name. */
export async function renameProject(db: Db, id: string, name: string): Promise<void> {
  await naming(db.query("update project set name = $2 where id = $1 and deleted_at is null", [id, name]), name);
}

/** From now on nobody sees the project; its rows and bytes stay until the store is cleared of it. */
export async function deleteProject(db: Db, id: string): Promise<void> {
  await db.query("update project set deleted_at = now() where id = $1 and deleted_at is null", [id]);
}

async function naming<T>(work: Promise<T>, name: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.code !== "already_exists") throw error;
    throw new ArgosyError("already_exists", "there is a project of this name already", { details: { name }, cause: error });
  }
}
