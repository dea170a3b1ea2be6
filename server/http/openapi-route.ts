import { z } from "zod";
import { buildOpenapi } from "./build-openapi";
import { type Route, route } from "./route";

/** The description of the table that it is part of; read when it is asked for. */
export function openapiRoute(listRoutes: () => readonly Route[]): Route {
  return route({
    method: "GET",
    path: "/openapi.json",
    access: "public",
    summary: "This description",
    response: z.looseObject({ openapi: z.string() }),
    handle: async ({ runtime }) => ({ body: buildOpenapi(listRoutes(), runtime.version) }),
  });
}
