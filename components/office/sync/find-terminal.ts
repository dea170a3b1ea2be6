import type { SyncRegister, SyncState, SyncStore, SyncTerminal } from "../office-outputs";

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

export function findTerminal(state: SyncState, terminalId: string): PlacedTerminal | null {
  return listTerminals(state).find(({ terminal }) => terminal.id === terminalId) ?? null;
}
