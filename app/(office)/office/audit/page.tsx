import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LANGUAGE_COOKIE, languageOf } from "../../../../components/messages/languages";
import { messagesFor } from "../../../../components/messages/messages";
import {
  type AuditAddress,
  auditHref,
  auditInput,
  filtersOf,
  parseAuditAddress,
} from "../../../../components/office/audit/audit-address";
import { AuditScreen, NoAudit } from "../../../../components/office/audit/audit-screen";
import type { TrailNames } from "../../../../components/office/audit/use-record-frame";
import { isForbidden, officeCaller } from "../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).officeAudit.title };
}

export default async function AuditTrailPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const address = parseAuditAddress(await props.searchParams);
  const caller = await officeCaller(auditHref(address));
  const trail = await loadTrail(caller, address);
  return trail === null ? <NoAudit /> : <AuditScreen address={address} {...trail} />;
}

type Caller = Awaited<ReturnType<typeof officeCaller>>;

/** Null for who may not read it. */
async function loadTrail(caller: Caller, address: AuditAddress) {
  const me = await caller.session.me();
  if (!me.permissions.includes("audit.read")) return null;
  const mayExport = me.permissions.includes("audit.export");
  try {
    const facts = await caller.audit.facts();
    const names = await namesFor(caller, me);
    const page = await caller.audit.search(auditInput(address, names.timezone)).catch((error) => {
      // A shared address may name a page that never was; the first one always is.
      if (address.cursor !== undefined && !isForbidden(error))
        redirect(auditHref(filtersOf(address)));
      throw error;
    });
    return { page, facts, names, mayExport };
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
}

type Me = Awaited<ReturnType<Caller["session"]["me"]>>;

/** What the person may know of stores and roles; the first store's clock shows when things happened. */
async function namesFor(caller: Caller, { permissions, tenant }: Me): Promise<TrailNames> {
  const [stores, roles] = await Promise.all([
    permissions.includes("store.read") ? caller.stores.list() : NOTHING,
    permissions.includes("staff.read") ? caller.roles.list() : NOTHING,
  ]);
  return {
    timezone: stores.items[0]?.timezone ?? "UTC",
    currency: tenant.currency,
    stores: stores.items.map(({ id, name }) => ({ id, name })),
    roles: roles.items.map(({ code, name }) => ({ code, name })),
  };
}

const NOTHING = { items: [] };
