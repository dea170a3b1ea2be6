import { defineConfig } from "vitest/config";

// Before any worker starts: a test must not depend on where it runs.
process.env["TZ"] = "UTC";

const DB_TESTS = [
  "server/**/*.test.ts",
  "db/**/*.test.ts",
  "tests/db/**/*.test.ts",
  "tests/attacks/**/*.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      {
        // server-only throws outside a bundler; in tests there is no browser bundle to protect.
        resolve: { alias: { "server-only": emptyModule(), "client-only": emptyModule() } },
        test: {
          name: "unit",
          environment: "node",
          include: [
            "core/**/*.test.ts",
            "till/**/*.test.{ts,tsx}",
            "components/**/*.test.{ts,tsx}",
            "app/**/*.test.{ts,tsx}",
            "scripts/**/*.test.ts",
            "bench/**/*.test.ts",
            "tests/*.test.ts",
            "tests/simulation/*.test.ts",
          ],
        },
      },
      {
        resolve: { alias: { "server-only": emptyModule(), "client-only": emptyModule() } },
        test: {
          name: "db",
          environment: "node",
          include: DB_TESTS,
          globalSetup: ["tests/setup/start-cluster.ts", "tests/setup/tell-walked.ts"],
          pool: "forks",
          hookTimeout: 30_000,
          testTimeout: 20_000,
        },
      },
    ],
  },
});

function emptyModule(): string {
  return new URL("tests/setup/empty-module.ts", import.meta.url).pathname;
}
