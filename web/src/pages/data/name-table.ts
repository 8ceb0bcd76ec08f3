import type { MetadataTable, NamePattern } from "@argosy/core";
import { compilePattern, metadataLookup, readMetadataTable, textOfTable, toArgosyError } from "@argosy/core";
import type { Ref } from "vue";
import { computed, ref, shallowRef, watch } from "vue";

/** A pattern that can be used, or what is wrong with it. */
type Compiled = { readonly pattern: NamePattern | undefined; readonly fault: string };

/** A file by its path. */
export interface NamedFile {
  readonly path: string;
}

/** A column of the table that is shown before an import. */
export interface NameColumn {
  readonly name: string;
  readonly from: "name" | "table";
}

const AT_ONCE = 2_000;

/** What the names of files and a table of metadata say, file by file, as the server will read them. */
export function createNameTable(files: () => readonly NamedFile[], names: Ref<string>) {
  const table = shallowRef<MetadataTable>();
  const tableFault = ref("");
  const mismatches = shallowRef<readonly number[]>([]);
  const unjoined = ref(0);
  const counting = ref(false);
  let turn = 0;

  const compiled = computed<Compiled>(() => {
    if (names.value.trim() === "") return { pattern: undefined, fault: "" };
    try {
      return { pattern: compilePattern(names.value), fault: "" };
    } catch (error) {
      return { pattern: undefined, fault: toArgosyError(error).message };
    }
  });
  const lookup = computed(() => (table.value === undefined ? undefined : metadataLookup(table.value)));
  const columns = computed<readonly NameColumn[]>(() => [
    ...(compiled.value.pattern?.fields ?? []).map(({ name }): NameColumn => ({ name, from: "name" })),
    ...(table.value?.columns ?? []).filter((name) => name !== table.value?.keyColumn).map((name): NameColumn => ({ name, from: "table" })),
  ]);

  /** Counts over all files in pieces, so that a hundred thousand of them do not hold the page up. */
  async function count(): Promise<void> {
    const mine = ++turn;
    counting.value = true;
    const missed: number[] = [];
    let unknown = 0;
    const all = files();
    for (let start = 0; start < all.length; start += AT_ONCE) {
      for (let i = start; i < Math.min(all.length, start + AT_ONCE); i++) {
        const { path } = all[i]!;
        if (compiled.value.pattern !== undefined && compiled.value.pattern.match(path) === undefined) missed.push(i);
        if (lookup.value !== undefined && lookup.value(path) === undefined) unknown++;
      }
      await new Promise((done) => setTimeout(done));
      if (mine !== turn) return;
    }
    mismatches.value = missed;
    unjoined.value = unknown;
    counting.value = false;
  }

  watch([compiled, lookup, files], count, { immediate: true });

  return {
    columns,
    compiled,
    table,
    tableFault,
    mismatches,
    unjoined,
    counting,
    /** The values of one file by column; of a column that stands in both the table wins, as in the import. */
    valuesOf(path: string): { readonly matches: boolean; readonly values: ReadonlyMap<string, string | number> } {
      const found = compiled.value.pattern?.match(path);
      const row = lookup.value?.(path)?.values ?? {};
      return {
        matches: compiled.value.pattern === undefined || found !== undefined,
        values: new Map<string, string | number>([...Object.entries(found ?? {}), ...Object.entries(row)]),
      };
    },
    async readTable(file: File): Promise<string> {
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        table.value = readMetadataTable(bytes);
        tableFault.value = "";
        return textOfTable(bytes);
      } catch (error) {
        table.value = undefined;
        tableFault.value = `${file.name}: ${toArgosyError(error).message}`;
        return "";
      }
    },
    /** Takes a table that was read before; an empty text is none. */
    readText(text: string): void {
      table.value = text === "" ? undefined : readMetadataTable(new TextEncoder().encode(text));
      tableFault.value = "";
    },
    dropTable(): void {
      table.value = undefined;
      tableFault.value = "";
    },
  };
}

export type NameTable = ReturnType<typeof createNameTable>;
