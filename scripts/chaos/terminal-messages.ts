import type { TerminalLog } from "./terminal-log";

/** What the process of the simulated terminals needs to know. */
export type FleetPlan = {
  readonly baseUrl: string;
  readonly storeId: string;
  readonly accessToken: string;
  readonly registerIds: readonly string[];
  readonly products: readonly FleetProduct[];
  readonly staff: { readonly displayName: string; readonly pin: string };
  readonly seed: number;
  readonly acknowledgedFile: string;
};

export type FleetProduct = { readonly productId: string; readonly isWeighed: boolean };

export type FleetRequest =
  | { readonly kind: "start"; readonly plan: FleetPlan }
  | { readonly kind: "stop_selling" }
  | { readonly kind: "report" };

export type FleetAnswer =
  | { readonly kind: "started" }
  /** Every cart is paid or given up and every cable is in. */
  | { readonly kind: "stopped_selling" }
  | { readonly kind: "report"; readonly terminals: readonly TerminalReport[] }
  | { readonly kind: "failed"; readonly reason: string };

export type TerminalReport = {
  readonly log: TerminalLog;
  readonly waitingEvents: number;
  /** Why its pill asks for attention; null when it does not. */
  readonly attention: string | null;
  /** Refusals by their code: a till may refuse, it may not lose. */
  readonly refusals: Readonly<Record<string, number>>;
  /** What the engine reported as broken. */
  readonly errors: readonly string[];
};
