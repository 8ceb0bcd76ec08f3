/** The version of Argosy, as in its package.json: results say which one made them. */
export const VERSION = "0.1.0";
