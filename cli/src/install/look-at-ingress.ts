import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import { unreachable, Wrong } from "./finding.ts";

/** The API of Kubernetes as a pod reaches it. */
export interface IngressPlace {
  /** Class that the Ingress of the installation has. */
  readonly className: string;
  /** `host:port` of the API. */
  readonly api: string;
  /** Folder with the token of the pod's account and the certificate of the API. */
  readonly account: string;
}

const WAIT_MS = 10_000;

/** Asks for the class of the Ingress. @throws {Wrong} */
export async function lookAtIngress({ className, api, account }: IngressPlace): Promise<string> {
  const server = `The API of Kubernetes at ${api}`;
  const asked = `/apis/networking.k8s.io/v1/ingressclasses/${encodeURIComponent(className)}`;
  const [token, ca] = await Promise.all(["token", "ca.crt"].map((name) => readFile(join(account, name), "utf8"))).catch(
    (cause: unknown) => {
      throw new Wrong(`The preflight has no token for the API of Kubernetes: its pod needs the account of the chart.`, { cause });
    },
  );
  const status = await ask(`https://${api}${asked}`, token!.trim(), ca!).catch((error: unknown) => {
    throw new Wrong(`${server} cannot be reached: ${unreachable(error) ?? (error as Error).message}.`);
  });
  if (status === 200) return `There is a class ${className} for the Ingress.`;
  if (status === 404)
    throw new Wrong(
      `There is no IngressClass ${className}, so that nobody would serve the Ingress: install a controller, or set ingress.className.`,
    );
  throw new Wrong(`${server} does not say whether there is an IngressClass ${className} (status ${status}).`);
}

function ask(url: string, token: string, ca: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { ca, timeout: WAIT_MS, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on("timeout", () => asking.destroy(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })));
    asking.on("error", reject);
    asking.end();
  });
}
