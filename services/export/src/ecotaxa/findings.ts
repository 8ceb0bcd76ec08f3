import type { EcotaxaRuleId } from "./rules.ts";

/** Where in a bundle something was found; lines and columns count from 1. */
export interface FindingPlace {
  readonly file: string;
  readonly line?: number;
  /** The header of the column. */
  readonly column?: string;
}

/** One breach of a rule: an error makes EcoTaxa refuse, cut or misread the bundle, a warning does not. */
export interface Finding {
  readonly rule: EcotaxaRuleId;
  readonly severity: "error" | "warning";
  readonly where: FindingPlace;
  readonly message: string;
}

const MOST_PER_RULE_AND_FILE = 50;

/** Collects findings; of one rule and file it keeps the first 50 and counts the rest, so that memory stays bounded. */
export class FindingList {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<string, { count: number; readonly first: Finding }>();

  error(rule: EcotaxaRuleId, where: FindingPlace, message: string): void {
    this.#add({ rule, severity: "error", where, message });
  }

  warning(rule: EcotaxaRuleId, where: FindingPlace, message: string): void {
    this.#add({ rule, severity: "warning", where, message });
  }

  /** Everything found so far, in the order found, then one line for each group that was cut. */
  all(): readonly Finding[] {
    const more: Finding[] = [];
    for (const { count, first } of this.#counts.values())
      if (count > MOST_PER_RULE_AND_FILE)
        more.push({ ...first, where: { file: first.where.file }, message: `and ${count - MOST_PER_RULE_AND_FILE} more of this kind` });
    return [...this.#kept, ...more];
  }

  #add(finding: Finding): void {
    const key = `${finding.rule} ${finding.severity} ${finding.where.file}`;
    const group = this.#counts.get(key) ?? { count: 0, first: finding };
    group.count += 1;
    this.#counts.set(key, group);
    if (group.count <= MOST_PER_RULE_AND_FILE) this.#kept.push(finding);
  }
}
