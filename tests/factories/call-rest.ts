import type { Runtime } from "../../server/context";
import { handleRest } from "../../server/http/handle-rest";

export type RestAnswer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads an answer of any form.
  readonly body: any;
};

/** Call the REST API as its clients do, without a socket between. */
export async function callRest(
  runtime: Runtime,
  request: {
    method?: string;
    path: string;
    token?: string | undefined;
    headers?: Record<string, string>;
    /** A value is sent as JSON, a string as it is. */
    body?: unknown;
  },
): Promise<RestAnswer> {
  const { token, body } = request;
  const response = await handleRest(
    new Request(`http://localhost:3000/api/v1${request.path}`, {
      method: request.method ?? "GET",
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...request.headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
    runtime,
  );
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== "" ? JSON.parse(text) : text,
  };
}
