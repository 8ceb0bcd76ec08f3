/** The table of stored arrays, applied in the schema of each service that writes arrays. */
export function arrayMigration(schema: string) {
  return { schema, migrations: new URL("../migrations/", import.meta.url) };
}
