/** What can become of a file, in the order in which it happens. */
export const FATES = ["queued", "sending", "received", "sniffed", "decoded", "ready", "refused"] as const;
/** One of {@link FATES}. */
export type Fate = (typeof FATES)[number];

const WORDS: Readonly<Record<Fate, string>> = {
  queued: "queued",
  sending: "sending",
  received: "received",
  sniffed: "being read",
  decoded: "being read",
  ready: "ready",
  refused: "refused",
};

/** A fate as people call it. */
export const fateInWords = (state: string): string => WORDS[state as Fate] ?? state;

/** Fates that are called alike counted together, those that occur. */
export function countedFates(
  fates: Readonly<Record<string, number>>,
): { readonly state: Fate; readonly words: string; readonly count: number }[] {
  return FATES.filter((state) => state !== "decoded")
    .map((state) => ({
      state,
      words: WORDS[state],
      count: (fates[state] ?? 0) + (state === "sniffed" ? (fates["decoded"] ?? 0) : 0),
    }))
    .filter(({ count }) => count > 0);
}
