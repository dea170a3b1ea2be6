import { z } from "zod";
import type { Runtime, TenantContext } from "../../../server/context";
import type { Route } from "../../../server/http/route";
import { REST_ROUTES } from "../../../server/http/routes";
import { appRouter } from "../../../server/trpc/root";
import { askProcedure, listWalked, type WalkedRouter } from "./ask-procedure";
import { callRoute, nameOf, outcomeOf } from "./ask-route";
import type { Outcome } from "./probe-ids";

/** Who asks for a page: a person for a procedure, or what a person or device shows for a route. */
export type Asker = {
  readonly runtime: Runtime;
  readonly context: TenantContext;
  readonly token: string;
  readonly deviceToken: string;
};

/** A list that is read a page at a time, from a place that the client carries. */
export type PagedList = {
  readonly name: string;
  readonly askPage: (asker: Asker, place: string | null) => Promise<Outcome>;
};

const PLACE = /cursor$|^token$/i;

/** Every procedure, and every route that reads, whose input has a place to go on from. */
export function listPaged(
  router: WalkedRouter = appRouter,
  routes: readonly Route[] = REST_ROUTES,
): PagedList[] {
  const procedures = listWalked(router).flatMap(({ path, inputs }) => {
    const [field] = inputs.flatMap(placesOf);
    return field === undefined ? [] : [pagedProcedure(router, path, field)];
  });
  const read = routes
    .filter(({ method }) => method === "GET")
    .flatMap((route) => {
      const [field] = route.query ? placesOf(route.query) : [];
      return field === undefined ? [] : [pagedRoute(route, field)];
    });
  return [...procedures, ...read];
}

function placesOf(schema: z.ZodType): string[] {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.keys(json.properties ?? {}).filter((name) => PLACE.test(name));
}

function pagedProcedure(router: WalkedRouter, path: string, field: string): PagedList {
  return {
    name: path,
    askPage: ({ runtime, context: tenant }, place) => {
      const input = { limit: 1, ...(place !== null && { [field]: place }) };
      return askProcedure(router, { path, runtime, tenant, input });
    },
  };
}

function pagedRoute(route: Route, field: string): PagedList {
  return {
    name: nameOf(route),
    askPage: async ({ runtime, token, deviceToken }, place) => {
      const query = { limit: "1", version: "2", ...(place !== null && { [field]: place }) };
      const shown = route.access === "terminal" ? deviceToken : token;
      const request = { path: route.path, query };
      return outcomeOf(await callRoute(runtime, route, { token: shown, request }));
    },
  };
}

/** Places from which an answer says that one can go on. */
export function placesIn({ body }: Outcome): string[] {
  return Object.entries(Object(body)).flatMap(([name, value]) =>
    PLACE.test(name) && typeof value === "string" ? [value] : [],
  );
}

/** The same place with each id changed by one: an id that nobody has, beside one that somebody has. */
export function beside(place: string): string {
  const text = Buffer.from(place, "base64url").toString("utf8");
  const ids = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{11})([0-9a-f])/g;
  const changed = text.replace(ids, (_, most: string, last: string) => {
    return most + (Number.parseInt(last, 16) ^ 1).toString(16);
  });
  return Buffer.from(changed).toString("base64url");
}
