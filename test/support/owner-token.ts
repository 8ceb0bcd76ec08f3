import { makeLocalToken } from "@argosy/gateway";
import { createDb, systemClock } from "@argosy/work";
import { silentLog } from "./silent-log.ts";

/** A token of the owner, who is signed in past the password: by the database, with the rights of its owner. */
export async function ownerToken(databaseUrl: string): Promise<string> {
  const db = createDb({ url: databaseUrl, searchPath: ["gateway", "public"], poolSize: 1, name: "argosy test", log: silentLog });
  try {
    const row = await db.one<{ id: string }>("select id from account where local");
    return await makeLocalToken(db, systemClock, row!.id);
  } finally {
    await db.close();
  }
}
