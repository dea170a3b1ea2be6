import { WallsMissing } from "../../db/client";
import type { Runtime } from "../context";

const HEADERS = { "cache-control": "no-store" };

/** Whether this process can serve: its database answers, and keeps it behind the walls. */
export async function answerHealth(
  runtime: Pick<Runtime, "database" | "version" | "log">,
): Promise<Response> {
  const { version } = runtime;
  try {
    await runtime.database.ping();
    if (!(await runtime.database.isWalled())) throw new WallsMissing();
    return Response.json({ status: "ok", database: "ok", version }, { headers: HEADERS });
  } catch (error) {
    runtime.log.error({ err: error }, "the database cannot be used");
    return Response.json(
      { status: "error", database: "unreachable", version },
      { status: 503, headers: HEADERS },
    );
  }
}
