/** How the labels of a run are drawn over an image. */
export interface LabelLook {
  readonly shown: boolean;
  readonly style: "outline" | "fill";
  readonly by: "object" | "class";
  /** Lines can be strong, areas must let the image be seen: each style has its own. */
  readonly opacity: { readonly outline: number; readonly fill: number };
}

/** How labels are drawn until somebody wants it otherwise. */
export function firstLook(hasClasses: boolean): LabelLook {
  return { shown: true, style: "outline", by: hasClasses ? "class" : "object", opacity: { outline: 1, fill: 0.5 } };
}
