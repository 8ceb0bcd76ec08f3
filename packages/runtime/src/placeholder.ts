const WORDS = new Set([
  "admin",
  "administrator",
  "argosy",
  "default",
  "dummy",
  "example",
  "foobar",
  "guest",
  "letmein",
  "minio",
  "minioadmin",
  "none",
  "null",
  "pass",
  "passwd",
  "password",
  "placeholder",
  "postgres",
  "qwerty",
  "replaceme",
  "root",
  "secret",
  "temp",
  "test",
  "todo",
  "token",
  "undefined",
  "xxx",
]);
const PHRASES =
  /change.?(me|it|this)|replace.?(me|this)|your.{0,3}(password|secret|key|token)|placeholder|insert.?here|example|^[<[{$].*[>\]}]$/i;
const LEAST = 12;

/**
 * Whether a text stands where somebody was to write a secret, or is one that everybody guesses: known words, with or without digits
 * behind, fewer than 12 characters, or fewer than 5 different ones. Keys and certificates
 * in PEM and documents in JSON are judged by those who read them.
 */
export function looksMadeUp(text: string): boolean {
  if (text.startsWith("-----BEGIN ") || text.startsWith('{"')) return false;
  const plain = text.toLowerCase().replace(/[^a-z]+$/, "");
  return WORDS.has(plain) || PHRASES.test(text) || text.length < LEAST || new Set(text).size < 5;
}
