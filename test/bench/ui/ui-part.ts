/** What a file `<part>.bench.ts` exports. */
export interface UiPart {
  /** Measures, writes its section, and answers which targets were missed, in words. */
  bench(samples: string): Promise<readonly string[]>;
}
