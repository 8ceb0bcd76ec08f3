import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// The server that the page talks to while it is being developed.
const server = "http://127.0.0.1:8040";

export default defineConfig({
  plugins: [vue()],
  worker: { format: "es" },
  build: { target: "es2023", chunkSizeWarningLimit: 700, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { proxy: { "^/(api|blobs|masks|objects|zarr)": server } },
});
