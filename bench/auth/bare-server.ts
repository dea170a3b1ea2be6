import { spawn } from "node:child_process";
import { once } from "node:events";
import { endGroup, startChild } from "../../scripts/process/children";
import { freePort } from "../till/bench-shop";

const NEXT = "node_modules/next/dist/bin/next";
const APP = "bench/auth/bare-app";
const STARTS_WITHIN_MS = 60_000;

/** The same framework with one route, which asks the database what the API asks it and no more. */
export async function startBareServer(shop: {
  readonly databaseUrl: string;
  readonly tenantId: string;
}): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: shop.databaseUrl,
    TENANT_ID: shop.tenantId,
  };
  const building = spawn(process.execPath, [NEXT, "build", APP], { env, stdio: "ignore" });
  const [code] = (await once(building, "exit")) as [number | null];
  if (code !== 0) throw new Error("the bare route is built");
  const port = await freePort();
  const child = startChild([NEXT, "start", APP, "-p", String(port)], env);
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + STARTS_WITHIN_MS;
  while ((await fetch(url).catch(() => null)) === null) {
    if (child.exitCode !== null || Date.now() > until) throw new Error("the bare route is served");
  }
  return {
    url,
    async stop() {
      if (child.pid !== undefined) await endGroup(child.pid, 4_000);
    },
  };
}
