/** What was said of an import before it was begun. The files themselves no browser hands over again by itself. */
export interface DraftMemory {
  /** Folder that was brought; another one is another import. */
  readonly folder: string;
  readonly files: number;
  readonly collection: string;
  readonly names: string;
  /** Text of the metadata table; empty: none; absent: it is too large to be remembered. */
  readonly table?: string;
}

const keyOf = (project: string) => `argosy-import-${project}`;

/** The import that this tab was about to begin when the page was left or loaded anew. */
export function rememberedDraft(project: string): DraftMemory | undefined {
  const text = sessionStorage.getItem(keyOf(project));
  return text === null ? undefined : (JSON.parse(text) as DraftMemory);
}

/** Remembers an import in this tab; a table that the browser has no room for is left out. */
export function rememberDraft(project: string, draft: DraftMemory): void {
  try {
    sessionStorage.setItem(keyOf(project), JSON.stringify(draft));
  } catch (error) {
    if (!(error instanceof DOMException) || draft.table === undefined) throw error;
    const { table: _, ...rest } = draft;
    rememberDraft(project, rest);
  }
}

export function forgetDraft(project: string): void {
  sessionStorage.removeItem(keyOf(project));
}
