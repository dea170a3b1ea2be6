import { sql } from "drizzle-orm";
import type { Role } from "../../../core/access/permissions";
import {
  changePassword,
  changePasswordInput,
} from "../../../server/auth/account-links/change-password";
import { sendResetLink } from "../../../server/auth/account-links/send-reset-link";
import { renewRecoveryCodes, turnOffFactor } from "../../../server/auth/factors/turn-off-factor";
import { createKey } from "../../../server/auth/keys/create-key";
import type { Runtime } from "../../../server/context";
import { checkTrail } from "../../../server/jobs/anchor-audit";
import { mailTextsEn } from "../../../server/mail/mail-texts-en";
import { invitePerson } from "../../../server/people/invite-person";
import { systemContext } from "../../../server/tenants/system-context";
import { callRest } from "../../factories/call-rest";
import type { TestTenant } from "../../factories/new-tenant";
import { newTerminal } from "../../factories/new-terminal";
import { sessionContext } from "../../factories/session-context";
import { testContext } from "../../factories/test-context";
import { turnOnFactor } from "../../factories/turn-on-factor";
import type { FilledTenant } from "./fill-tenant";

/** A tenant of a deployment that sends mail. */
type Writer = Omit<FilledTenant, "tenant"> & { readonly tenant: TestTenant };

/** Has a letter of one kind written, by the act that it tells of; to whom it goes. */
export type LetterCase = (filled: Writer) => Promise<string>;

let made = 0;

/** Every kind of letter has its line here; the walk fails for one that has none. */
export const LETTER_CASES: Readonly<Record<string, LetterCase>> = {
  invitation: async ({ tenant, here, marker }) => {
    made += 1;
    const email = `letter-${made}@${tenant.code}.test`;
    const person = { email, name: marker, role: "cashier", storeIds: [here.storeId] };
    await invitePerson(testContext(tenant, "owner"), person);
    return email;
  },
  password_reset: async ({ tenant, here }) => {
    await sendResetLink(testContext(tenant, "owner"), { personId: here.boundCashierId });
    return `bound-0@${tenant.code}.test`;
  },
  password_changed: async ({ tenant }) => {
    const { password } = tenant;
    const input = { currentPassword: password, newPassword: password };
    await changePassword(testContext(tenant, "auditor"), changePasswordInput.parse(input));
    return emailOf(tenant, "auditor");
  },
  second_factor_off: async ({ tenant }) => {
    const context = testContext(tenant, "supervisor");
    await turnOnFactor(context);
    await turnOffFactor(context);
    return emailOf(tenant, "supervisor");
  },
  recovery_codes_new: async ({ tenant }) => {
    const context = testContext(tenant, "accountant");
    await turnOnFactor(context);
    await renewRecoveryCodes(context);
    return emailOf(tenant, "accountant");
  },
  new_browser: async ({ tenant }) => {
    for (const browser of ["Firefox/140.0", "Chrome/140.0.0.0"]) {
      await sessionContext(tenant, "admin", { userAgent: `Mozilla/5.0 (X11; Linux) ${browser}` });
    }
    return emailOf(tenant, "admin");
  },
  refresh_reused: async ({ tenant, here }) => {
    const body = { refreshToken: here.nextRefreshToken() };
    for (let count = 0; count < 2; count += 1) {
      await callRest(tenant.runtime, { method: "POST", path: "/auth/refresh", body });
    }
    return emailOf(tenant, "cashier");
  },
  api_key_new: async ({ tenant, marker }) => {
    await createKey(testContext(tenant, "admin"), { name: marker, scopes: ["sale.read"] });
    return emailOf(tenant, "admin");
  },
  till_locked: async ({ tenant }) => {
    const till = await newTerminal(tenant);
    const { id: staffId } = tenant.users.cashier;
    const locked = { staffId, wrongCount: 10, lockedUntil: null };
    await till.push([till.seal("SIGN_IN_LOCKED", locked)]);
    return emailOf(tenant, "owner");
  },
  till_cloned: async ({ tenant }) => {
    const till = await newTerminal(tenant);
    await till.push([], { leaseToken: "copied" }).catch(() => undefined);
    return emailOf(tenant, "owner");
  },
  audit_broken: async ({ tenant }) => {
    const { runtime, tenantId } = tenant;
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.execute(sql`
        update audit_heads set hash = repeat('0', 64) where tenant_id = ${tenantId}::uuid`),
    );
    await checkTrail(systemContext(runtime, tenantId));
    return emailOf(tenant, "owner");
  },
};

/** Kinds of letters as their texts name them. */
export function listLetters(texts: object = mailTextsEn): string[] {
  const values = { personName: "", businessName: "", at: "", what: "" };
  return Object.entries(texts).flatMap(([kind, write]) => {
    if (typeof write === "object") return listLetters(write);
    const words = typeof write === "function" ? write(values) : null;
    return typeof words === "object" && words !== null ? [kind] : [];
  });
}

/** The same tenant where mail is sent. */
export function inMailing(filled: FilledTenant, mailer: Runtime["mailer"]): Writer {
  const { tenant } = filled;
  return { ...filled, tenant: { ...tenant, runtime: { ...tenant.runtime, mailer } } };
}

const emailOf = ({ users }: TestTenant, role: Role) => users[role].email;
