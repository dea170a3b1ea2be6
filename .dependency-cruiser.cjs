/**
 * Who may import whom. `all` is judged with type-only imports (they show up as "require", see
 * scripts/architecture/write-skeletons.ts), `values` with what a bundle really contains.
 * tests/architecture.test.ts proves that each rule bites.
 */
const TEST = "[.]test[.]tsx?$";
const IN_TESTS = `${TEST}|^tests/`;

function forbid(name, from, to) {
  return {
    name,
    severity: "error",
    from: { pathNot: TEST, ...from },
    to,
  };
}

const CORE_PACKAGES = ["zod", "@noble/hashes", "@point-of-sale/receipt-printer-encoder"];

module.exports = {
  all: {
    forbidden: [
      forbid(
        "core-is-pure",
        { path: "^core/" },
        { pathNot: ["^core/", ...CORE_PACKAGES.map((name) => `node_modules/${name}/`)] },
      ),
      forbid(
        "db-knows-only-core",
        { path: "^db/" },
        { path: "^(app|bench|components|scripts|server|till)/" },
      ),
      forbid(
        "server-knows-core-and-db",
        { path: "^server/" },
        { path: "^(app|bench|components|scripts|till)/" },
      ),
      forbid(
        "till-stands-alone",
        { path: "^till/" },
        { path: "^(app|bench|components|db|scripts|server)/" },
      ),
      forbid(
        "till-has-react-in-one-folder",
        { path: "^till/", pathNot: [TEST, "^till/react/"] },
        { path: "node_modules/react(-dom)?/" },
      ),
      forbid("browser-has-no-node", { path: "^(till|components)/" }, { dependencyTypes: ["core"] }),
      forbid(
        "components-hold-no-rules-of-others",
        { path: "^components/" },
        { path: "^(app|bench|db|scripts)/" },
      ),
      forbid(
        "components-ask-the-server-through-their-api-file",
        { path: "^components/", pathNot: [TEST, "^components/(office|till)/api[.]ts$"] },
        { path: "^server/" },
      ),
      forbid(
        "api-files-take-types-only",
        { path: "^components/(office|till)/api[.]ts$" },
        { path: "^server/", dependencyTypesNot: ["require"] },
      ),
      forbid(
        "api-files-name-the-router-only",
        { path: "^components/(office|till)/api[.]ts$" },
        { path: "^server/", pathNot: "^server/trpc/root[.]ts$" },
      ),
      forbid(
        "till-screens-use-hooks",
        { path: "^components/till/" },
        { path: "^till/", pathNot: "^till/react/" },
      ),
      forbid(
        "only-till-screens-know-the-till",
        { path: "^components/", pathNot: [TEST, "^components/till/"] },
        { path: "^till/" },
      ),
      forbid("office-is-not-till", { path: "^components/office/" }, { path: "^components/till/" }),
      forbid("till-is-not-office", { path: "^components/till/" }, { path: "^components/office/" }),
      forbid(
        "ui-serves-everyone",
        { path: "^components/(ui|money)/" },
        { path: "^components/(office|till)/" },
      ),
      forbid("app-never-queries", { path: "^app/" }, { path: "^(bench|db|scripts)/" }),
      forbid("till-route-has-no-server", { path: "^app/\\(till\\)/" }, { path: "^server/" }),
      forbid(
        "only-till-route-knows-the-till",
        { path: "^app/", pathNot: [TEST, "^app/\\(till\\)/"] },
        { path: "^(till|components/till)/" },
      ),
      forbid(
        "till-route-uses-hooks-and-screens",
        { path: "^app/\\(till\\)/" },
        { path: "^till/", pathNot: "^till/(react/|service-worker[.]ts$)" },
      ),
      forbid(
        "features-keep-their-queries",
        { path: "^server/([^/]+)/" },
        { path: "^server/([^/]+)/queries[.]ts$", pathNot: "^server/$1/" },
      ),
      forbid(
        "routers-are-listed-once",
        { path: "^server/", pathNot: [TEST, "^server/trpc/root[.]ts$"] },
        { path: "^server/(?!trpc/)[^/]+/router[.]ts$" },
      ),
      // Benchmarks and chaos drive the same screens and factories as the tests do.
      forbid(
        "tests-are-for-tests",
        { pathNot: `${IN_TESTS}|^(bench|scripts/chaos)/` },
        { path: IN_TESTS },
      ),
      forbid(
        "scripts-are-the-outermost",
        { path: "^(app|components|core|db|server|till)/" },
        { path: "^(scripts|bench)/" },
      ),
      // Type-only imports count: a ring of files is one file however it is drawn.
      forbid("no-ring", {}, { circular: true }),
    ],
  },
  values: {
    forbidden: [
      forbid(
        "till-bundle-has-no-server",
        { path: "^app/\\(till\\)/" },
        { path: "^(server|db)/", reachable: true },
      ),
      forbid(
        "office-bundle-has-no-till",
        { path: "^components/office/" },
        { path: "^till/", reachable: true },
      ),
    ],
  },
};
