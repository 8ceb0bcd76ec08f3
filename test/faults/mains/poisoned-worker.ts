import "./poison.ts";
import "@argosy/runtime/frame-worker";
