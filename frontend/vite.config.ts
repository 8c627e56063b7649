import { defineConfig } from "vitest/config";

const API = process.env["POSTUREMAP_API"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  build: {
    target: "es2022",
    // The page's policy allows no data: images and no inline script: everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(["/collections", "/timeline", "/status", "/places"].map((path) => [path, API])),
  },
  test: { include: ["tests/**/*.test.ts"] },
});
