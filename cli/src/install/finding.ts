/** What a look at one server found: a sentence, and whether the installation can work with it. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly sentence: string;
}

/** The part of a server that is wrong, in a sentence that says why and what to do. */
export class Wrong extends Error {
  override readonly name = "Wrong";
}

/** Looks at one server; what goes wrong in another way than the look knows is told in the words of whoever noticed it. */
export async function finding(what: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, sentence: await look() };
  } catch (error) {
    const said = error instanceof Error && error.message !== "" ? error.message : String((error as { code?: unknown }).code ?? error);
    return { what, ok: false, sentence: error instanceof Wrong ? said : `${what} cannot be used: ${said}.` };
  }
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "nobody knows that name",
  EAI_AGAIN: "the name server does not answer",
  ETIMEDOUT: "nothing answers there; a NetworkPolicy or a firewall may be in the way",
  EHOSTUNREACH: "there is no way to it",
  ECONNRESET: "it ended the connection",
};

/** Why a server cannot be reached, out of the code of a failed connection; `undefined` for other failures. */
export function unreachable(error: unknown): string | undefined {
  const codes = [error, (error as { cause?: unknown }).cause, ...((error as { errors?: readonly unknown[] }).errors ?? [])];
  return codes.map((each) => UNREACHABLE[String((each as { code?: unknown } | undefined)?.code)]).find((said) => said !== undefined);
}
