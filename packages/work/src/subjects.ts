const WORD = /^[A-Za-z0-9_-]+$/;

/** Whether a text is a subject: words of letters, digits, `-` and `_`, joined by `.`. */
export function isSubject(text: string): boolean {
  return text.length <= 256 && text.split(".").every((word) => WORD.test(word));
}

/** Whether a text is a pattern of subjects: a subject whose words may be `*` and whose last word may be `>`. */
export function isSubjectPattern(text: string): boolean {
  const words = text.split(".");
  return text.length <= 256 && words.every((word, i) => WORD.test(word) || word === "*" || (word === ">" && i === words.length - 1));
}

/** Whether a subject fits a pattern: `*` stands for one word, a last `>` for one or more. */
export function matchesSubject(pattern: string, subject: string): boolean {
  const wanted = pattern.split(".");
  const words = subject.split(".");
  if (wanted[wanted.length - 1] === ">") wanted.length = Math.min(wanted.length, words.length + 1);
  else if (wanted.length !== words.length) return false;
  return wanted.every((word, i) => i < words.length && (word === "*" || word === ">" || word === words[i]));
}
