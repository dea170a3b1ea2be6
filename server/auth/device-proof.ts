import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { PROOF_HEADER, PROOF_MS_MAX, parseProof, proofText } from "../../core/sync/device-proof";
import { toIso } from "../../core/time";
import type { Runtime } from "../context";
import { isSignedBy } from "./is-signed-by";

/** A request as far as a device's proof covers it. */
export type ProvableRequest = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly readBody: () => Promise<string>;
};

export type ProvedDevice = {
  readonly tenantId: string;
  readonly terminalId: string;
  readonly publicKey: string | null;
  readonly isProofRequired: boolean;
};

/**
 * Whether the request comes from the device whose key was enrolled [DV3]. From its first good proof on
 * a device must prove every request: a token that was copied without the key is worth nothing then.
 * Before, a proof that is not good counts as none.
 *
 * @throws DomainError device_proof_required, with the server's time, by which the device may sign
 *         again
 */
export async function proveDevice(
  runtime: Runtime,
  asked: { readonly headers: Headers; readonly request: ProvableRequest | null },
  device: ProvedDevice,
): Promise<void> {
  const { isProofRequired } = device;
  const isProved = await isProofGood(runtime, asked, device);
  if (isProved && !isProofRequired) await requireFromNowOn(runtime, device);
  if (!isProved && isProofRequired) {
    throw new DomainError("device_proof_required", { serverTime: toIso(runtime.now()) });
  }
}

async function isProofGood(
  runtime: Runtime,
  { headers, request }: { headers: Headers; request: ProvableRequest | null },
  { publicKey, terminalId }: ProvedDevice,
): Promise<boolean> {
  const proof = parseProof(headers.get(PROOF_HEADER) ?? "");
  if (proof === null || request === null || publicKey === null) return false;
  if (Math.abs(runtime.now() - proof.at) > PROOF_MS_MAX) return false;
  const body = await request.readBody();
  const bodySha256 = createHash("sha256").update(body, "utf8").digest("hex");
  const { method, path } = request;
  const text = proofText({ method, path, at: proof.at, bodySha256, terminalId });
  return isSignedBy(publicKey, text, Buffer.from(proof.signature, "base64url"));
}

async function requireFromNowOn(
  runtime: Runtime,
  { tenantId, terminalId }: ProvedDevice,
): Promise<void> {
  await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute(sql`
      update terminals set is_proof_required = true
      where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`),
  );
}
