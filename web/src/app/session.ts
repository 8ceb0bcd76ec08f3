import type { InjectionKey, Ref, ShallowRef } from "vue";
import { inject, ref, shallowRef } from "vue";
import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";

export type Me = Answer<"getMe">;

/** Who uses the page. */
export interface Session {
  readonly me: Readonly<ShallowRef<Me | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  readonly asking: Readonly<Ref<boolean>>;
  open(): Promise<void>;
  /** @throws {RequestFailure} when name or password is wrong. */
  signIn(name: string, password: string): Promise<void>;
  signOut(): Promise<void>;
}

export function createSession(): Session {
  const me = shallowRef<Me>();
  const problem = shallowRef<Problem>();
  const asking = ref(true);

  async function open(): Promise<void> {
    asking.value = true;
    try {
      me.value = await take(api.GET("/api/me"));
      problem.value = undefined;
    } catch (error) {
      me.value = undefined;
      problem.value = problemFrom(error);
    } finally {
      asking.value = false;
    }
  }

  return {
    me,
    problem,
    asking,
    open,
    async signIn(name, password) {
      await take(api.POST("/api/session", { body: { name, password } }));
      await open();
    },
    async signOut() {
      await take(api.DELETE("/api/session"));
      await open();
    },
  };
}

/** Under which the application gives its parts the session. */
export const SESSION: InjectionKey<Session> = Symbol("session");

export function useSession(): Session {
  const session = inject(SESSION);
  if (session === undefined) throw new Error("nobody is signed in here");
  return session;
}
