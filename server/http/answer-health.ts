import type { Runtime } from "../context";

const HEADERS = { "cache-control": "no-store" };

/** Whether this process can serve: it can when its database answers. */
export async function answerHealth(
  runtime: Pick<Runtime, "database" | "version" | "log">,
): Promise<Response> {
  const { version } = runtime;
  try {
    await runtime.database.ping();
    return Response.json({ status: "ok", database: "ok", version }, { headers: HEADERS });
  } catch (error) {
    runtime.log.error({ err: error }, "the database does not answer");
    return Response.json(
      { status: "error", database: "unreachable", version },
      { status: 503, headers: HEADERS },
    );
  }
}
