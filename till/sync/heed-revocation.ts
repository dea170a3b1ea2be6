import { SERVER_KEY_ID } from "../../core/receipt/receipt-payload";
import type { EngineCore } from "../engine/engine-core";

/**
 * Stop selling when the server's own key vouches for it, durably and in every window; anything else
 * that claims it changes nothing [TP9]. The uploader goes on.
 */
export async function heedRevocation(core: EngineCore, statement: string): Promise<void> {
  const { enrolment, isRevoked, tables } = core.state();
  const { signer } = core.ports;
  if (!enrolment || isRevoked || !signer) return;
  const { terminalId } = enrolment.certificate;
  const synced = tables.terminalKeys.find((key) => key.code === SERVER_KEY_ID)?.publicKey;
  const serverPublicKey = enrolment.serverPublicKey ?? synced;
  if (!serverPublicKey) return;
  const { isRevocation } = await import("../engine/receipt-codes");
  if (!(await isRevocation(signer, serverPublicKey, { terminalId, statement }))) return;
  await core.log.saveRevocation(terminalId, statement);
  if (core.state().enrolment?.certificate.terminalId !== terminalId) return;
  core.patch({ isRevoked: true, cashierId: null, approval: null });
  // The other windows stand up again, as revoked.
  core.ports.broadcast.post({ kind: "enrolled" });
}
