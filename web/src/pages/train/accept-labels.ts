import { api, take } from "../../api/client.ts";
import { RequestFailure } from "../../api/request.ts";

/** Takes predictions of a run over as labels of the one who looks at them; the action can be taken back. */
export interface Acceptance {
  readonly changed: number;
  undo(): Promise<number>;
}

/**
 * Labels every object that meets the conditions as its prediction says.
 *
 * @throws {RequestFailure} also where the server refused the action itself.
 */
export async function acceptPredictions(project: string, run: string, conditions: readonly string[]): Promise<Acceptance> {
  const client = uuid();
  const action = uuid();
  const changed = await act(project, client, { id: action, sequence: 1, run, filter: [...conditions], status: "validated" });
  return { changed, undo: () => act(project, client, { id: uuid(), sequence: 2, undoes: action }) };
}

type Action = NonNullable<Parameters<typeof send>[2]>;

async function act(project: string, client: string, action: Action): Promise<number> {
  const { results } = await take(send(project, client, action));
  const [result] = results;
  if (result?.problem !== undefined) throw new RequestFailure(result.problem);
  return result?.changed ?? 0;
}

function send(
  project: string,
  client: string,
  action: { id: string; sequence: number; run?: string; filter?: string[]; status?: "validated"; undoes?: string },
) {
  return api.POST("/api/projects/{project}/label-actions", { params: { path: { project } }, body: { client, actions: [action] } });
}

/** Also where `crypto.randomUUID` is not given: at an address without TLS on another machine. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
