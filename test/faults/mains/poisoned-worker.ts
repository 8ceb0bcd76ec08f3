import { poisonImages } from "./poison.ts";

await import(import.meta.resolve("@argosy/runtime/frame-worker"));
poisonImages();
