import { ref, shallowRef } from "vue";
import { getMe, signIn } from "../api/calls.ts";
import { problemFrom } from "../api/request.ts";
import type { Me, Problem } from "../api/types.ts";

/** Who uses the page. */
export function createSession() {
  const me = shallowRef<Me>();
  const problem = shallowRef<Problem>();
  const asking = ref(true);

  async function open(): Promise<void> {
    asking.value = true;
    try {
      me.value = await getMe();
      problem.value = undefined;
    } catch (error) {
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
    /** @throws {RequestFailure} when name or password is wrong. */
    async signIn(name: string, password: string): Promise<void> {
      await signIn(name, password);
      await open();
    },
  };
}

export type Session = ReturnType<typeof createSession>;
