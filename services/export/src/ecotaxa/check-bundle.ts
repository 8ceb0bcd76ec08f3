import { basename } from "node:path";
import { ArgosyError, compareNames } from "@argosy/core";
import type { Bundle, BundleFile } from "./bundle.ts";
import { openBundle } from "./bundle.ts";
import { checkHeader } from "./check-header.ts";
import type { ImageMention } from "./check-images.ts";
import { ImageChecker } from "./check-images.ts";
import { RowChecker } from "./check-rows.ts";
import type { Finding } from "./findings.ts";
import { FindingList } from "./findings.ts";
import { ProjectState } from "./project-state.ts";
import { readTable } from "./read-table.ts";
import type { TableRow } from "./tab-parser.ts";

/** How a bundle is judged. */
export interface CheckOptions {
  /** Also what only the database of EcoTaxa refuses: lengths of texts, sizes of images, ranks. */
  readonly databaseLimits: boolean;
  /** Bundles that are in the project already, by path, oldest first; nothing found in them is reported. Default none. */
  readonly project?: readonly string[];
  /** `whole`: who asks has made the pictures himself, and what is behind the header of a PNG is read, but not unpacked. Default `any`. */
  readonly pictures?: "any" | "whole";
}

/** How the files of one bundle are judged. */
type Judging = Pick<CheckOptions, "databaseLimits" | "pictures">;

/** What was found in a bundle. It is accepted where no finding is an error. */
export interface BundleReport {
  readonly findings: readonly Finding[];
  /** Different object_id. */
  readonly objects: number;
  /** Image files that index files name and that were read. */
  readonly images: number;
  /** Index files. */
  readonly tsvs: number;
}

const INDEX_FILE = /^ecotaxa.*\.(?:tsv|txt)$/s;
const MOST_INDEX_FILES = 2_000;

/**
 * Checks an EcoTaxa import bundle, a ZIP file or a folder, against {@link ECOTAXA_RULES}. Nothing is unpacked to disk; memory is one
 * image and, a line, its ids and image name. Cost: O(bytes of the bundle).
 * A damaged archive is a finding (A2), a hostile one an error.
 * @throws FILE_UNREADABLE, ARCHIVE_BAD_PATH, ARCHIVE_TOO_LARGE
 */
export async function checkBundle(source: string, options: CheckOptions): Promise<BundleReport> {
  const state = new ProjectState();
  for (const earlier of options.project ?? []) await checkInto(earlier, options, state, new FindingList());
  const findings = new FindingList();
  const objectsBefore = state.objects;
  const counts = await checkReadable(source, options, state, findings);
  return { findings: findings.all(), objects: state.objects - objectsBefore, ...counts };
}

async function checkReadable(
  source: string,
  judging: Judging,
  state: ProjectState,
  findings: FindingList,
): Promise<{ readonly images: number; readonly tsvs: number }> {
  try {
    return await checkInto(source, judging, state, findings);
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.reason !== "ARCHIVE_CORRUPT") throw error;
    const entry = error.details["entry"];
    const which = typeof entry === "string" ? `: ${JSON.stringify(entry)}` : "";
    findings.error("A2", { file: basename(source) }, `${error.message}${which}`);
    return { images: 0, tsvs: 0 };
  }
}

async function checkInto(
  source: string,
  { databaseLimits, pictures = "any" }: Judging,
  state: ProjectState,
  findings: FindingList,
): Promise<{ readonly images: number; readonly tsvs: number }> {
  const bundle = await openBundle(source);
  try {
    const images = new ImageChecker(bundle, findings, { databaseLimits, unpack: pictures === "any" });
    return await checkOpened(bundle, basename(source), state, { findings, images, databaseLimits });
  } finally {
    bundle.close();
  }
}

async function checkOpened(
  bundle: Bundle,
  name: string,
  state: ProjectState,
  { findings, images, databaseLimits }: { readonly findings: FindingList; readonly images: ImageChecker; readonly databaseLimits: boolean },
): Promise<{ readonly images: number; readonly tsvs: number }> {
  if (bundle.archive && !name.toLowerCase().endsWith(".zip"))
    findings.error("A2", { file: name }, "the name of the archive does not end in .zip");
  const indexes = indexFiles(bundle, name, findings);
  const mentions = new Map<string, readonly ImageMention[]>();
  const lines = state.lines;
  let readable = true;
  for (const file of indexes) {
    const list = await checkIndex(file, state, findings, databaseLimits);
    if (list === undefined) readable = false;
    else mentions.set(file.path, list);
  }
  await checkMentions(mentions, images, findings);
  if (readable && indexes.length > 0 && state.lines === lines)
    findings.error("E2", { file: indexes[0]?.path ?? name }, "no object follows header and type line in any index file");
  for (const object of state.unranked())
    findings.warning("I4", { file: name }, `the images of ${JSON.stringify(object)} have no ranks: the first one read is displayed`);
  return { images: images.images, tsvs: indexes.length };
}

function indexFiles(bundle: Bundle, name: string, findings: FindingList): readonly BundleFile[] {
  const found: BundleFile[] = [];
  for (const file of bundle.files.values()) {
    const base = file.path.slice(file.path.lastIndexOf("/") + 1);
    if (INDEX_FILE.test(base)) found.push(file);
    else if (INDEX_FILE.test(base.toLowerCase()))
      findings.error("A1", { file: file.path }, "the index file is not found: its name has to be ecotaxa*.tsv or .txt in lower case");
  }
  for (const path of bundle.repeated) {
    if (INDEX_FILE.test(path.slice(path.lastIndexOf("/") + 1))) findings.error("A4", { file: path }, "two index files have this path");
    else findings.error("A3", { file: path }, "two files of the archive have this path");
  }
  if (found.length === 0) findings.error("A1", { file: name }, "there is no index file ecotaxa*.tsv or ecotaxa*.txt");
  if (found.length > MOST_INDEX_FILES)
    findings.error("A1", { file: name }, `there are ${found.length} index files, at most ${MOST_INDEX_FILES} are taken`);
  return found.sort((a, b) => compareNames(a.path, b.path)).slice(0, MOST_INDEX_FILES);
}

/** Reads one index file and answers the images that it names; undefined where it cannot be read to its end. */
async function checkIndex(
  file: BundleFile,
  state: ProjectState,
  findings: FindingList,
  databaseLimits: boolean,
): Promise<readonly ImageMention[] | undefined> {
  const mentions: ImageMention[] = [];
  let headers: TableRow | undefined;
  let rows: RowChecker | undefined;
  let readable = true;
  const table = readTable(await file.open(), ({ message, line, severity, fatal }) => {
    if (fatal) readable = false;
    findings[severity]("E1", { file: file.path, ...(line === undefined ? {} : { line }) }, message);
  });
  let objects = 0;
  for await (const row of table) {
    if (headers === undefined) headers = row;
    else if (rows === undefined)
      rows = new RowChecker(checkHeader(file.path, headers.cells, row.cells, state, findings), { state, findings, databaseLimits });
    else {
      objects += 1;
      const name = rows.check(row);
      if (name !== undefined) mentions.push({ line: row.line, name });
    }
  }
  if (!readable) return undefined;
  if (headers !== undefined && rows === undefined) findings.error("E2", { file: file.path }, "there is no type line");
  else if (objects === 0) findings.warning("E2", { file: file.path }, "the index file holds no object");
  return mentions;
}

/**
 * An index file that brings not one of its images, beside others that do, is one that was loaded before (EcoTaxa skips loaded files) or an
 * update, for which images are not asked: that is a warning. Everywhere else a missing image is an error.
 */
async function checkMentions(
  mentions: ReadonlyMap<string, readonly ImageMention[]>,
  images: ImageChecker,
  findings: FindingList,
): Promise<void> {
  const bare = [...mentions]
    .filter(([tsv, list]) => list.length > 0 && list.every(({ name }) => !images.has(tsv, name)))
    .map(([tsv]) => tsv);
  const filled = [...mentions].some(([tsv, list]) => list.length > 0 && !bare.includes(tsv));
  for (const [tsv, list] of mentions) {
    if (filled && bare.includes(tsv)) {
      findings.warning(
        "A3",
        { file: tsv },
        "none of its images is in the bundle: it is taken only where it was loaded before, or as an update",
      );
      continue;
    }
    for (const mention of list) await images.check(tsv, mention);
  }
}
