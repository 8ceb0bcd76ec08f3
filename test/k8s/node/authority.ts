import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const DAYS = "2";

/** Files of a certificate and its key. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

/** The authority of a cluster, in a folder. */
export interface Authority extends Pair {
  /** Writes a certificate for somebody: CN, the group (O), and the names and addresses by which it is reached. */
  issue(name: string, group?: string, reached?: readonly string[]): Promise<Pair>;
  /** Writes a key pair that signs tokens. */
  keys(name: string): Promise<{ readonly privateKey: string; readonly publicKey: string }>;
}

/** Makes an authority of a cluster that lives for a test. */
export async function createAuthority(folder: string): Promise<Authority> {
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const file = (name: string) => join(folder, name);
  await openssl(..."req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=ca -days".split(" "), DAYS);
  return {
    certificate: file("ca.crt"),
    key: file("ca.key"),
    async issue(name, group, reached = []) {
      const base = name.replaceAll(/[^a-z0-9-]/g, "-");
      const subject = `${group === undefined ? "" : `/O=${group}`}/CN=${name}`;
      await openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", `${base}.key`, "-out", `${base}.csr`, "-subj", subject);
      const names = reached.map((one) => (/^[\d.]+$/.test(one) ? `IP:${one}` : `DNS:${one}`));
      await writeFile(file(`${base}.ext`), names.length === 0 ? "" : `subjectAltName=${names.join(",")}\n`);
      const signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", DAYS, "-extfile", `${base}.ext`];
      await openssl("x509", "-req", "-in", `${base}.csr`, "-out", `${base}.crt`, ...signed);
      return { certificate: file(`${base}.crt`), key: file(`${base}.key`) };
    },
    async keys(name) {
      await openssl("genrsa", "-out", `${name}.key`, "2048");
      await openssl("rsa", "-in", `${name}.key`, "-pubout", "-out", `${name}.pub`);
      return { privateKey: file(`${name}.key`), publicKey: file(`${name}.pub`) };
    },
  };
}
