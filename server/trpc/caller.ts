import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getRuntime } from "../runtime";
import { createTrpcContext } from "./context";
import { appRouter } from "./root";

/** Who looks at the page: asked once a render, however many parts of it call. */
const pageContext = cache(async () =>
  createTrpcContext(getRuntime(), { headers: await headers(), resHeaders: new Headers() }),
);

/**
 * The procedures, for a page of the office. Every page calls this itself; nobody who is not
 * signed in gets further.
 *
 * @param returnPath where the person wanted to go.
 */
export async function officeCaller(returnPath = "/office") {
  const context = await pageContext();
  if (context.tenant === null) {
    redirect(`/sign-in?${new URLSearchParams({ callbackUrl: returnPath })}`);
  }
  return appRouter.createCaller(context);
}
