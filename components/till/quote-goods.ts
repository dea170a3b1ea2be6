import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { Instant } from "../../core/time";
import type { CartView, HeldCartView, TillPlace } from "../../till/react/till-state";

export type QuotedSale = {
  readonly cart: CartView;
  readonly held: HeldCartView;
  readonly place: TillPlace;
  readonly cashierName: string;
  readonly now: Instant;
};

/** The paper of a quote: the goods as they stood in the cart, and until when their prices hold. */
export function quoteSlipOf({ cart, held, place, cashierName, now }: QuotedSale): ReceiptInput {
  const { subtotalMinor, promotionMinor, discountMinor, netMinor, taxMinor, totalMinor } = cart;
  return {
    store: {
      ...place.store,
      addressLines: [...place.store.addressLines],
      receiptFooter: [...place.store.receiptFooter],
    },
    registerName: place.register.name,
    terminalCode: place.register.code,
    shiftNumber: null,
    cashierName,
    customerName: cart.customer?.name ?? null,
    soldAt: now,
    isCopy: false,
    isTraining: place.isTraining,
    quote: {
      number: held.number,
      expiresOn: held.expiresOn,
      note: cart.note,
      goods: {
        kind: "sale",
        currency: cart.currency,
        pricesIncludeTax: cart.pricesIncludeTax,
        ...{ subtotalMinor, promotionMinor, discountMinor, netMinor, taxMinor, totalMinor },
        taxGroups: [],
        taxes: [],
        orderDiscount: null,
        lines: cart.lines.map((line) => ({
          ...line,
          taxGroupCode: "",
          trace: { steps: line.trace },
        })),
      },
    },
  };
}
