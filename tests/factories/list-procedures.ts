import type { ProcedureMeta } from "../../server/trpc/init";
import { appRouter } from "../../server/trpc/root";

export type ListedProcedure = {
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
  readonly access: ProcedureMeta["access"];
};

/** Every procedure that exists, as tests that walk them need it. */
export function listProcedures(): ListedProcedure[] {
  const procedures = appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: ListedProcedure["type"]; meta: ProcedureMeta } }
  >;
  return Object.entries(procedures).map(([path, { _def }]) => ({
    path,
    type: _def.type,
    access: _def.meta.access,
  }));
}
