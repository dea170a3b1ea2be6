import type { Actor, TenantContext } from "../../server/context";

type Person = Extract<Actor, { kind: "user" }>;

/** The same call by a person who differs in this from the one that makes it. */
export function alteredActor(context: TenantContext, change: Partial<Person>): TenantContext {
  if (context.actor.kind !== "user") throw new Error("only a person has these");
  return { ...context, actor: { ...context.actor, ...change } };
}
