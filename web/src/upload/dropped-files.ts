/** A file with its path inside the folder that was dropped or picked. */
export interface LocalFile {
  readonly path: string;
  readonly file: File;
}

/** Files as they were brought. */
export interface Brought {
  /** In the order of their paths. */
  readonly files: readonly LocalFile[];
  /** How many were left out because they belong to the system, not to the data. */
  readonly hidden: number;
}

const HIDDEN = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)(\/|$)/;

/** The files of a drop, those of folders with their paths. */
export async function droppedFiles(transfer: DataTransfer): Promise<Brought> {
  // The list is emptied as soon as the event has been handled: entries must be taken before anything is awaited.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return pickedFiles(transfer.files);
  const found: LocalFile[] = [];
  for (const entry of entries) await walk(entry, found);
  return brought(found);
}

/** The files that were picked in a dialog. */
export function pickedFiles(files: FileList): Brought {
  return brought([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** The name that a collection of these files may have: their folder's. */
export function folderOf(files: readonly LocalFile[]): string {
  const folder = files[0]?.path.split("/")[0] ?? "";
  return files.length > 0 && files.every(({ path }) => path.startsWith(`${folder}/`)) ? folder : "";
}

async function walk(entry: FileSystemEntry, found: LocalFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await walk(child, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function brought(found: readonly LocalFile[]): Brought {
  const files = found
    .filter(({ path }) => !HIDDEN.test(path))
    .map(({ path, file }) => ({ path: path.toWellFormed().normalize("NFC"), file }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files, hidden: found.length - files.length };
}
