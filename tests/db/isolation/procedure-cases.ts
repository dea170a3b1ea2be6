import { ACCOUNT_CASES } from "./account-cases";
import { DEVICE_CASES } from "./device-cases";
import { PEOPLE_CASES } from "./people-cases";
import type { ProcedureCase } from "./procedure-case";
import { PROGRAM_CASES } from "./program-cases";
import { SIGN_IN_CASES } from "./sign-in-cases";

const CONFIRMED = { kind: "total", totalMinor: 13_000, taxGroupCode: "B", method: "cash" };

/** Every procedure has its line here; the walk fails for one that has none. */
export const PROCEDURE_CASES: Readonly<Record<string, ProcedureCase>> = {
  ...DEVICE_CASES,
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
  "audit.search": {
    input: ({ tenant }) => ({
      actorId: tenant.users.owner.id,
      action: "terminal.enrol",
      limit: 5,
    }),
    isForEverywhere: true,
  },
  "audit.facts": { isForEverywhere: true },
  "audit.verify": { isForEverywhere: true },
  "audit.exportPath": { input: () => ({ format: "json" }), isForEverywhere: true },
  "sales.list": { input: ({ storeId, receiptNumber }) => ({ storeId, receipt: receiptNumber }) },
  "sales.get": { input: ({ saleId }) => ({ saleId }) },
  "sales.event": { input: ({ saleId }) => ({ saleId }) },
  "sales.receipt": { input: ({ saleId }) => ({ saleId }) },
  "reports.today": { input: ({ storeId }) => ({ storeId }) },
  "reports.changes": {},
  "sync.state": {},
  "sync.aside": { input: ({ trouble }) => ({ terminalId: trouble.terminalId }) },
  "sync.asideEvent": { input: ({ trouble }) => ({ terminalId: trouble.terminalId, sequence: 2 }) },
  "sync.deviations": { input: ({ trouble }) => ({ terminalId: trouble.terminalId }) },
  "sync.late": { input: ({ trouble }) => ({ terminalId: trouble.terminalId }) },
  "sync.closedGaps": { input: ({ trouble }) => ({ terminalId: trouble.terminalId }) },
  "sync.previewCorrection": {
    input: ({ trouble }) => ({ terminalId: trouble.terminalId, sequence: 2, sale: CONFIRMED }),
  },
  "sync.retry": { input: ({ trouble }) => ({ terminalId: trouble.terminalId, sequence: 2 }) },
  "sync.post": {
    input: ({ trouble }) => ({
      terminalId: trouble.terminalId,
      sequence: trouble.nextAside(),
      reason: "walk",
      sale: CONFIRMED,
    }),
  },
  "sync.closeGap": {
    input: ({ trouble }) => {
      const missing = trouble.nextMissing();
      return { terminalId: trouble.terminalId, first: missing, last: missing, reason: "walk" };
    },
  },
  "sync.resolve": {
    input: ({ trouble }) => ({ deviationId: trouble.deviationId, note: "walk" }),
  },
  ...PEOPLE_CASES,
  ...ACCOUNT_CASES,
  ...SIGN_IN_CASES,
  ...PROGRAM_CASES,
};
