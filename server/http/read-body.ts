import { DomainError } from "../../core/errors";
import { requireBounded } from "./json-bounds";

/** Largest body of a request. */
export const BODY_BYTES_MAX = 4 * 1_048_576;

/** The media type of a form. */
export const FORM_TYPE = "application/x-www-form-urlencoded";

/** A body is read to its end so that the client hears the answer, but not without end. */
const DRAINED_BYTES_MAX = 64 * 1_048_576;

/**
 * The whole body as text.
 *
 * @throws DomainError payload_too_large (after reading on to the end) | malformed_request (not
 *         UTF-8)
 */
export async function readBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  const size = await consume(request, (chunk, sizeSoFar) => {
    if (sizeSoFar <= BODY_BYTES_MAX) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (size > BODY_BYTES_MAX) {
    throw new DomainError("payload_too_large", { bytesMax: BODY_BYTES_MAX });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new DomainError("malformed_request");
  }
}

/** Read what a refused request still sends; a connection that is cut shows no answer. */
export async function drainBody(request: Request): Promise<void> {
  if (request.bodyUsed || request.body === null) return;
  await consume(request, () => undefined).catch(() => 0);
}

async function consume(
  request: Request,
  onChunk: (chunk: Uint8Array, sizeSoFar: number) => void,
): Promise<number> {
  if (request.body === null) return 0;
  const reader = request.body.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return size;
    size += value.byteLength;
    onChunk(value, size);
    if (size > DRAINED_BYTES_MAX) {
      await reader.cancel();
      return size;
    }
  }
}

/**
 * A JSON text as a value. A `tenantId` of the client is dropped: the tenant comes from the
 * credential.
 *
 * @throws DomainError malformed_request
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError("malformed_request");
  }
  requireBounded(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { tenantId: _ignored, ...rest } = value as Record<string, unknown>;
  return rest;
}

/**
 * A form as its fields. An empty field counts as left out (RFC 6749, 3.2).
 *
 * @throws DomainError malformed_request (another media type, or a field that comes twice)
 */
export function parseForm(text: string, contentType: string | null): unknown {
  const [mediaType = ""] = (contentType ?? "").split(";");
  const fields = [...new URLSearchParams(text)];
  const names = new Set(fields.map(([name]) => name));
  if (mediaType.trim().toLowerCase() !== FORM_TYPE || names.size < fields.length) {
    throw new DomainError("malformed_request");
  }
  return Object.fromEntries(fields.filter(([, value]) => value !== ""));
}
