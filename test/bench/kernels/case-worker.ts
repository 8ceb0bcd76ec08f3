import { serveTasks } from "@argosy/runtime";
import { FAMILIES } from "./family-cases.ts";
import { openScene } from "./scene.ts";

const scenes = new Map<string, ReturnType<typeof openScene>>();

/** A thread that runs one case on a frame of its own; the scene is opened once. */
serveTasks({
  run: async ({ folder, family, name }: { readonly folder: string; readonly family: string; readonly name: string }) => {
    if (!scenes.has(folder)) scenes.set(folder, openScene(folder));
    const scene = await scenes.get(folder)!;
    const one = FAMILIES[family]!.find((each) => each.name === name)!;
    one.prepare?.(scene);
    void [scene.float, scene.mask];
    one.run(scene);
  },
});
