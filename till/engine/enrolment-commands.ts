import { DOMAIN_ERROR_CODES, DomainError, type DomainErrorCode } from "../../core/errors";
import type { EnrolByCodeRequest } from "../../core/sync/enrol-by-code";
import {
  type EnrolRequest,
  type EnrolResponse,
  enrolResponseSchema,
} from "../../core/sync/protocol-v1";
import type { TillCommands } from "../react/till-commands";
import type { EngineCore } from "./engine-core";
import type { TransportAnswer } from "./ports";

const ENROL_PATH = "/api/v1/sync/enrol";
const ENROL_BY_CODE_PATH = "/api/v1/sync/enrol-by-code";

/** `onEnrolled` stands the till up again as the new terminal. */
export function createEnrolmentCommands(
  core: EngineCore,
  onEnrolled: () => Promise<void>,
): Pick<TillCommands, "enrol" | "enrolDevice" | "enrolByCode"> {
  async function enrol(answer: EnrolResponse, pair: KeyPair | null = null): Promise<void> {
    await core.log.requireNothingUnsent();
    const { certificate, deviceToken, leaseToken, registerName, serverPublicKey } = answer;
    const enrolledAt = core.ports.clock.now();
    const record = { certificate, deviceToken, registerName, enrolledAt, serverPublicKey };
    await core.log.enrol(record, { leaseToken, signingKey: pair?.key ?? null });
    core.ports.marker.write(certificate.terminalId);
    core.ports.broadcast.post({ kind: "enrolled" });
    await onEnrolled();
  }
  return {
    enrol: (answer) => enrol(answer),
    async enrolDevice(request, options = {}) {
      // Before the server is asked: it would retire the terminal that still has to send.
      await core.log.requireNothingUnsent();
      const { wipedTerminalId } = core.state();
      const pair = await createKeyPair(core);
      const body = {
        ...request,
        ...(wipedTerminalId === null ? {} : { wipedTerminalId }),
        ...(pair === null ? {} : { publicKey: pair.publicKey }),
      };
      const token = options.accessToken ?? null;
      await enrol(await askServer(core, { path: ENROL_PATH, token, body }), pair);
    },
    async enrolByCode(request) {
      await core.log.requireNothingUnsent();
      const { wipedTerminalId } = core.state();
      const pair = await keyPairFor(core, request.code);
      const body = {
        ...request,
        ...(wipedTerminalId === null ? {} : { wipedTerminalId }),
        ...(pair === null ? {} : { publicKey: pair.publicKey }),
      };
      const call = { path: ENROL_BY_CODE_PATH, token: null, body };
      await enrol(await askServer(core, call), pair);
    },
  };
}

type KeyPair = { readonly publicKey: string; readonly key: unknown };

/** Null where nothing signs: the till sells all the same, and prints unsigned receipts [TS14]. */
async function createKeyPair({ ports }: EngineCore): Promise<KeyPair | null> {
  if (!ports.signer) return null;
  try {
    const { encodeBase32 } = await import("../../core/receipt/base32");
    const { publicKey, key } = await ports.signer.createKey();
    return { publicKey: encodeBase32(publicKey), key };
  } catch (error) {
    ports.report(error);
    return null;
  }
}

/**
 * The key that goes with a code, the same one for as often as it is shown [TD7]: the server then
 * knows the device whose answer was lost.
 */
async function keyPairFor(core: EngineCore, code: string): Promise<KeyPair | null> {
  const kept = await core.log.readEnrolling(code);
  if (kept) return kept;
  const pair = await createKeyPair(core);
  if (pair) await core.log.saveEnrolling({ code, ...pair });
  return pair;
}

type EnrolCall = {
  readonly path: string;
  readonly token: string | null;
  readonly body: EnrolRequest | EnrolByCodeRequest;
};

async function askServer(core: EngineCore, call: EnrolCall): Promise<EnrolResponse> {
  const answer = await core.ports.transport({ method: "POST", ...call }).catch(() => null);
  if (answer === null) throw new DomainError("server_unreachable");
  if (answer.status !== 200 && answer.status !== 201) throw refusalIn(answer);
  const parsed = enrolResponseSchema.safeParse(answer.body);
  if (!parsed.success) throw new DomainError("server_unreachable", { status: answer.status });
  return parsed.data;
}

/** The refusal that a problem document names; one of ours when it names none that we know. */
function refusalIn(answer: TransportAnswer): DomainError {
  const code = readCode(answer.body);
  return new DomainError(code ?? "server_unreachable", { status: answer.status });
}

function readCode(body: unknown): DomainErrorCode | null {
  if (typeof body !== "object" || body === null || !("code" in body)) return null;
  return DOMAIN_ERROR_CODES.find((code) => code === body.code) ?? null;
}
