import { onBeforeUnmount, onMounted } from "vue";
import type { Workspace } from "../state/workspace.ts";

const TYPING = new Set(["INPUT", "SELECT", "TEXTAREA"]);

/** Keys that label the selected object: 1 to 9 a class, V what it has already, U dubious, X discarded. */
export function useLabelKeys({ choice, selection, labels }: Workspace): void {
  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || TYPING.has((event.target as HTMLElement).tagName)) return;
    const found = selection.object.value;
    if (found === undefined) return;
    const object = labels.labelled(found);
    const key = event.key.toLowerCase();
    const numbered = /^[1-9]$/.test(key) ? choice.classes.value[Number(key) - 1] : undefined;
    const may = choice.mayLabel.value;
    const give = (name: string, status: "validated" | "dubious" | "discarded") =>
      labels.give(choice.project.value, object.id, name, status);
    if (may && numbered !== undefined) give(numbered.name, "validated");
    else if (may && object.class !== "" && key === "v") give(object.class, "validated");
    else if (may && object.class !== "" && key === "u") give(object.class, "dubious");
    else if (may && object.class !== "" && key === "x") give(object.class, "discarded");
    else if (key === "z") selection.show(found, true);
    else if (key === "escape") selection.clear();
    else return;
    event.preventDefault();
  }
  onMounted(() => window.addEventListener("keydown", press));
  onBeforeUnmount(() => window.removeEventListener("keydown", press));
}
