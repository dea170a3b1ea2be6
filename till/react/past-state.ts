import type { Minor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { PaymentMethod, SALE_STATUSES, SaleLine } from "../../core/sale/sale-document";
import type { HeldKind } from "../../core/sync/protocol-v1";
import type { Instant } from "../../core/time";

/** A sale of a receipt, and what can still come back of it. */
export type ReturnableSale = {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly soldAt: Instant;
  readonly currency: string;
  readonly totalMinor: Minor;
  readonly customerName: string | null;
  readonly status: (typeof SALE_STATUSES)[number];
  readonly payments: readonly { readonly method: PaymentMethod; readonly amountMinor: Minor }[];
  readonly lines: readonly {
    readonly line: SaleLine;
    /** What came back of it before, by returns that are paid. */
    readonly returnedMilli: QuantityMilli;
    /** Still to come back, above what stands in the cart already. */
    readonly leftMilli: QuantityMilli;
  }[];
  /** Looked up on the server; otherwise from this till's own log, which may not know other tills. */
  readonly isFromServer: boolean;
  /**
   * Another till's, read from its signed receipt without a network: what the till may still give
   * back today for such sales [TB4]. Null for every other sale.
   */
  readonly offline: { readonly leftMinor: Minor } | null;
};

export type HeldCartView = {
  readonly heldCartId: string;
  readonly kind: HeldKind;
  readonly number: string;
  readonly name: string;
  readonly registerName: string;
  readonly cashierName: string;
  readonly customerName: string | null;
  readonly currency: string;
  readonly itemCount: number;
  readonly totalMinor: Minor;
  readonly paidMinor: Minor;
  readonly expiresOn: string | null;
  readonly heldAt: Instant;
  /** This till put it aside, so it can be had back without a network. */
  readonly isOwn: boolean;
  /** Not with the server yet: other tills do not see it. */
  readonly isLocal: boolean;
};
