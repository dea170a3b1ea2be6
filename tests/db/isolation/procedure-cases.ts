import type { Place } from "./fill-tenant";

/** How the walk calls one procedure; the input names things of the place that it is given. */
export type ProcedureCase = {
  readonly input?: (place: Place) => unknown;
  /** It answers nothing. */
  readonly isSilent?: true;
};

/** Every procedure has its line here; the walk fails for one that has none. */
export const PROCEDURE_CASES: Readonly<Record<string, ProcedureCase>> = {
  "session.me": {},
  "session.setLanguage": { input: () => ({ language: "en" }), isSilent: true },
  "session.signOut": { isSilent: true },
  "stores.list": {},
  "catalog.products": {
    input: ({ storeId, categoryId, sku }) => ({ storeId, categoryId, sku }),
  },
  "catalog.categories": {},
  "terminals.enrol": {
    input: ({ storeId, freeRegisterId }) => ({
      storeId,
      registerId: freeRegisterId,
      deviceName: "walk",
      replaceActive: true,
    }),
  },
  "terminals.list": {},
  "terminals.revoke": {
    input: ({ terminal }) => ({ terminalId: terminal.certificate.terminalId, reason: "walk" }),
  },
  "sales.list": { input: ({ storeId, receiptNumber }) => ({ storeId, receipt: receiptNumber }) },
  "sales.get": { input: ({ saleId }) => ({ saleId }) },
  "sales.event": { input: ({ saleId }) => ({ saleId }) },
  "sales.receipt": { input: ({ saleId }) => ({ saleId }) },
  "reports.today": { input: ({ storeId }) => ({ storeId }) },
  "reports.changes": {},
};
