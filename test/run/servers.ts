import { s3Program } from "../../cli/src/cluster/servers/cluster-servers.ts";
import { natsProgram } from "../../cli/src/cluster/servers/nats.ts";

/** Fetches or builds the servers that tests of the cluster need, once: `node bin/start.mjs test:servers`. Fails with what is missing. */
for (const program of [await natsProgram(), await s3Program(console.error)]) {
  if (typeof program === "string") console.log(program);
  else {
    console.error(program.missing);
    process.exitCode = 1;
  }
}
