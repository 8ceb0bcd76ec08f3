/** A file with its path inside the folder that was dropped or picked. */
export interface LocalFile {
  readonly path: string;
  readonly file: File;
}

/** The files of a drop, those of folders with their paths, in the order of their paths. */
export async function droppedFiles(transfer: DataTransfer): Promise<LocalFile[]> {
  // The list is emptied as soon as the event has been handled: entries must be taken before anything is awaited.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found = entries.length > 0 ? (await Promise.all(entries.map((entry) => walk(entry)))).flat() : pickedFiles(transfer.files);
  return sorted(found);
}

/** The files that were picked in a dialog. */
export function pickedFiles(files: FileList): LocalFile[] {
  return sorted([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** The name that a collection of these files may have: their folder's. */
export function folderOf(files: readonly LocalFile[]): string {
  const folder = files[0]?.path.split("/")[0] ?? "";
  return files.length > 0 && files.every(({ path }) => path.startsWith(`${folder}/`)) ? folder : "";
}

async function walk(entry: FileSystemEntry): Promise<LocalFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: LocalFile[] = [];
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return found;
    for (const child of batch) found.push(...(await walk(child)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function sorted(files: LocalFile[]): LocalFile[] {
  return files.filter(({ path }) => !/(^|\/)\./.test(path)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
