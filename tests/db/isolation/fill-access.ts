import { limitsOf } from "../../../core/access/limits";
import {
  accessRules,
  accountLinks,
  apiClients,
  apiKeys,
  codeDirectory,
  enrolmentCodes,
  oidcProviders,
  outgoingMails,
  recoveryCodes,
  roles,
  userFactors,
  userIdentities,
} from "../../../db/schema/access";
import { auditAnchors } from "../../../db/schema/audit";
import type { TestTenant } from "../../factories/new-tenant";

/** Rows of identity and access as ids of a request can mean them. */
export type AccessIds = {
  readonly roleId: string;
  readonly linkId: string;
  readonly providerId: string;
  readonly clientId: string;
  readonly keyId: string;
  readonly codeId: string;
  readonly mailId: string;
};

/** One row in each table of identity and access; texts carry the tenant's mark. */
export async function fillAccess(tenant: TestTenant, marker: string): Promise<AccessIds> {
  const { tenantId, runtime, users } = tenant;
  const { newId } = runtime;
  const at = new Date(runtime.now());
  const later = new Date(runtime.now() + 3_600_000);
  const userId = users.cashier.id;
  const ids: AccessIds = {
    roleId: newId(),
    linkId: newId(),
    providerId: newId(),
    clientId: newId(),
    keyId: newId(),
    codeId: newId(),
    mailId: newId(),
  };
  const own = { tenantId, createdAt: at };
  await runtime.database.withTenant(tenantId, async (tx) => {
    await tx.insert(roles).values({
      ...own,
      id: ids.roleId,
      code: marker.toLowerCase(),
      name: marker,
      permissions: ["sale.read"],
      limits: limitsOf("cashier"),
    });
    await tx.insert(accountLinks).values({
      ...own,
      id: ids.linkId,
      userId,
      kind: "invitation",
      tokenHash: newId(),
      expiresAt: later,
    });
    await tx.insert(userFactors).values({ ...own, userId, sealedSecret: newId() });
    await tx.insert(recoveryCodes).values({ tenantId, userId, codeHash: newId() });
    await tx.insert(oidcProviders).values({
      ...own,
      id: ids.providerId,
      name: marker,
      issuer: `https://${tenant.code}.test`,
      clientId: marker,
      sealedSecret: newId(),
    });
    await tx.insert(userIdentities).values({
      tenantId,
      providerId: ids.providerId,
      subject: newId(),
      userId,
      linkedAt: at,
    });
    await tx.insert(apiClients).values({
      ...own,
      id: ids.clientId,
      userId,
      name: marker,
      secretHash: newId(),
      scopes: ["sale.read"],
      createdById: userId,
    });
    await tx.insert(apiKeys).values({
      ...own,
      id: ids.keyId,
      userId,
      name: marker,
      hint: "abcd",
      secretHash: newId(),
      scopes: ["sale.read"],
    });
    await tx.insert(enrolmentCodes).values({
      ...own,
      id: ids.codeId,
      storeId: tenant.stores[0].id,
      codeHash: newId(),
      createdById: userId,
      expiresAt: later,
    });
    await tx.insert(codeDirectory).values({
      tenantId,
      codeSha256: Buffer.from(newId().replaceAll("-", ""), "hex"),
      expiresAt: later,
    });
    await tx.insert(accessRules).values({ tenantId, updatedAt: at });
    await tx.insert(outgoingMails).values({
      ...own,
      id: ids.mailId,
      kind: "invitation",
      recipient: `someone@${tenant.code}.test`,
      sealedBody: newId(),
      dueAt: later,
    });
    await tx.insert(auditAnchors).values({
      ...own,
      anchoredOn: "2026-04-30",
      sequence: 1,
      hash: newId(),
      signature: newId(),
    });
  });
  return ids;
}
