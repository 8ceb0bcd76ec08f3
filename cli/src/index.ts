export type { Certified, Subject } from "./cluster/authority.ts";
export { createAuthority, issueCertificate } from "./cluster/authority.ts";
export type { SecretOptions } from "./cluster/secret-folders.ts";
export { makeSecretFolders, SERVER_NAMES } from "./cluster/secret-folders.ts";
