import { readFile } from "node:fs/promises";
import { refusal } from "@argosy/core";
import { looksMadeUp } from "@argosy/runtime";

/**
 * The password for those who come from other machines.
 *
 * @throws {ArgosyError} SETTINGS_INVALID when there is none, or it is too short or a placeholder.
 */
export async function readPassword(file: string): Promise<string> {
  const demand = "set ARGOSY_PASSWORD_FILE to a file with a password before you let other machines in with --host";
  if (file === "") throw refusal("SETTINGS_INVALID", demand);
  const password = (
    await readFile(file, "utf8").catch((error: unknown) => {
      throw refusal("SETTINGS_INVALID", "the file that ARGOSY_PASSWORD_FILE names cannot be read", {}, error);
    })
  ).trim();
  if (looksMadeUp(password)) {
    throw refusal("SETTINGS_INVALID", "the password must have at least 12 characters, 5 different ones, and be no placeholder");
  }
  return password;
}
