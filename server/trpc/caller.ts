import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Permission } from "../../core/access/permissions";
import { getRuntime } from "../runtime";
import type { ListStoresResult } from "../stores/list-stores";
import { createTrpcContext } from "./context";
import { appRouter } from "./root";
import { signInPath } from "./sign-in-path";

/** Where somebody goes first whose role asks for a second factor that they do not have. */
const SET_UP_FACTOR_PATH = "/office/account/second-factor";

const NO_STORES: ListStoresResult = { items: [] };

/** Who looks at the page: asked once a render, however many parts of it call. */
const pageContext = cache(async () => {
  // Before anything of the process is touched: a build has no database and must stop here.
  const given = await headers();
  return createTrpcContext(getRuntime(), { headers: given, resHeaders: new Headers() });
});

/**
 * The procedures, for a page of the office. Every page calls this itself; nobody who is not
 * signed in gets further.
 *
 * @param returnPath where the person wanted to go.
 */
export async function officeCaller(returnPath = "/office") {
  const context = await pageContext();
  if (context.tenant === null) redirect(signInPath(returnPath, context.refusal));
  const { actor } = context.tenant;
  const isFactorMissing = actor.kind === "user" && actor.isFactorMissing === true;
  if (isFactorMissing && returnPath !== SET_UP_FACTOR_PATH) redirect(SET_UP_FACTOR_PATH);
  return appRouter.createCaller(context);
}

/**
 * The same for a page of the settings, with who looks at it; whoever may not see the page is led to
 * what they may set.
 */
export async function settingsCaller(returnPath: string, permission: Permission) {
  const caller = await officeCaller(returnPath);
  const me = await caller.session.me();
  if (!me.permissions.includes(permission)) redirect("/office/settings");
  // Names of stores are a part of many pages and of some roles.
  const stores = me.permissions.includes("store.read") ? await caller.stores.list() : NO_STORES;
  return { caller, me, stores: stores.items };
}

/** The same for a layout, which only frames what its page decides; null for nobody. */
export async function findOfficeCaller() {
  const context = await pageContext();
  return context.tenant === null ? null : appRouter.createCaller(context);
}

/** Whether a call was refused because there is no such thing, or could be none of that name. */
export function isNotFound(error: unknown): boolean {
  return error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST");
}

/** Whether a call was refused because this person may not make it. */
export function isForbidden(error: unknown): boolean {
  return error instanceof TRPCError && error.code === "FORBIDDEN";
}
