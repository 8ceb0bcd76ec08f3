import { silentLog } from "../../../test/support/silent-log.ts";
import { startPostgres } from "../../src/postgres/start-postgres.ts";

// Runs the database of the folder given until it is told to end by the end of its input.
const { url, pid, stop } = await startPostgres({ dataFolder: process.argv[2]!, log: silentLog });
process.stdout.write(`${JSON.stringify({ url, pid })}\n`);
process.stdin.resume();
process.stdin.on("end", () => stop());
