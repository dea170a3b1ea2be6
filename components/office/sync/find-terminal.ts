import type { SyncRegister, SyncState, SyncStore, SyncTerminal } from "../office-outputs";
import { type Issue, issuesOf, severityOf } from "./terminal-issues";

/** A terminal with where it stands. */
export type PlacedTerminal = {
  readonly terminal: SyncTerminal;
  readonly register: SyncRegister;
  readonly store: SyncStore;
};

export function listTerminals(state: SyncState): readonly PlacedTerminal[] {
  return state.stores.flatMap((store) =>
    store.registers.flatMap((register) =>
      register.terminals.map((terminal) => ({ terminal, register, store })),
    ),
  );
}

/**
 * What the list shows, trouble first: active devices, and earlier ones while they need somebody.
 */
export function rankTerminals(
  state: SyncState,
): readonly (PlacedTerminal & { readonly gravest: Issue | null })[] {
  const ranked = listTerminals(state).map((placed) => ({
    ...placed,
    gravest: issuesOf(placed.terminal, state.serverTime)[0] ?? null,
  }));
  return ranked
    .filter(({ terminal, gravest }) => terminal.status === "active" || gravest !== null)
    .sort((left, right) => rankOf(left.gravest) - rankOf(right.gravest));
}

function rankOf(gravest: Issue | null): number {
  if (gravest === null) return 2;
  return severityOf(gravest) === "danger" ? 0 : 1;
}

export function findTerminal(state: SyncState, terminalId: string): PlacedTerminal | null {
  return listTerminals(state).find(({ terminal }) => terminal.id === terminalId) ?? null;
}
