/** Why a speck is no object: in a few words, and which parameter decides it. */
export const REASONS: Readonly<Record<string, { readonly title: string; readonly hint: string }>> = {
  too_small: { title: "Too small", hint: "below the smallest area" },
  too_large: { title: "Too large", hint: "above the largest area" },
  touches_border: { title: "At the border", hint: "seen only in part, and objects at the border are dropped" },
  outside_area: { title: "Outside the area", hint: "the working area does not hold it" },
  nested: { title: "Holding others", hint: "what holds others is dropped" },
};
