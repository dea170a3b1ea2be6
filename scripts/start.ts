import { parseArgs } from "node:util";
import { readStartEnv } from "../server/env";
import { createShutdown } from "./process/shutdown";
import { startShop } from "./shop/start-shop";

const HELP = `npm start            build what is stale and serve the shop
npm run dev          serve it with reload

PORT                 3000 unless set
DATABASE_URL         a PostgreSQL server instead of the embedded one (application role)
DATABASE_ADMIN_URL   its owner role, for migrations
DATA_DIR             embedded database and secrets; .kaunta unless set
AUTH_SECRET          signs sessions; made and kept in DATA_DIR unless set
APP_URL              the address people use; http://localhost:PORT unless set
SMTP_URL             sends invitations and new passwords by mail; their links are shown unless set`;

const { values } = parseArgs({
  options: { dev: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});

if (values.help) {
  console.log(HELP);
} else {
  await serve(values.dev ? "development" : "production");
}

async function serve(mode: "production" | "development"): Promise<void> {
  const shutdown = createShutdown();
  const starting = startShop({
    env: readStartEnv(process.env),
    mode,
    demo: true,
    durable: true,
    shutdown,
    say: (sentence) => console.log(sentence),
  });
  const stop = async () => {
    // Work that loses its database half-way fails in many places at once; that is no news now.
    process.on("unhandledRejection", () => undefined);
    process.on("uncaughtException", () => undefined);
    await shutdown.run();
    // What was half started when the signal came undoes itself as soon as it notices.
    await starting.catch(() => undefined);
    await shutdown.run();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stop());
  }
  try {
    const shop = await starting;
    greet(shop.url, shop.database.hasDemo);
    await shop.crashed;
    console.error("The web server ended by itself; its last words are above.");
  } catch (error) {
    if (shutdown.isRunning) return;
    await shutdown.run();
    throw error;
  }
  await shutdown.run();
  process.exit(1);
}

function greet(url: string, hasDemo: boolean): void {
  console.log(`\nKaunta is open at ${url}`);
  console.log(`  till    ${url}/till\n  office  ${url}/office`);
  if (!hasDemo) return;
  console.log(`
Demo sign-ins, password kaunta-demo:
  owner@duka.test  admin@duka.test  supervisor@duka.test
  cashier@duka.test  accountant@duka.test  auditor@duka.test
  owner@bright.test
Till PINs: 1111 cashier, 222222 supervisor
`);
}
