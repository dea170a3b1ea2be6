import { parseClientId } from "./client-id";
import { OauthRefused } from "./oauth-refused";

export type ClientCredentials = {
  readonly tenantId: string;
  readonly id: string;
  readonly secret: string;
};

type Shown = { readonly clientId: string; readonly clientSecret: string };

/**
 * Who a client says it is: by the Basic header, or in the form, and never by both (RFC 6749, 2.3).
 *
 * @throws OauthRefused invalid_request (both) | invalid_client (neither, or of another form)
 */
export function readCredentials(
  headers: Headers,
  form: { readonly client_id?: string | undefined; readonly client_secret?: string | undefined },
): ClientCredentials {
  const header = readBasic(headers);
  const { client_id: clientId, client_secret: clientSecret } = form;
  if (header && clientSecret !== undefined) {
    throw new OauthRefused("invalid_request", "Show the client secret once, in header or body.");
  }
  if (header && clientId !== undefined && clientId !== header.clientId) {
    throw new OauthRefused("invalid_request", "Header and body name different clients.");
  }
  const inForm = clientId && clientSecret ? { clientId, clientSecret } : null;
  const shown = header ?? inForm;
  const parsed = shown && parseClientId(shown.clientId);
  if (!(shown && parsed)) throw unknownClient();
  return { ...parsed, secret: shown.clientSecret };
}

/** Of a client that does not exist, was revoked, or showed another secret: all alike. */
export function unknownClient(): OauthRefused {
  return new OauthRefused("invalid_client", "The client is unknown, or its secret is wrong.");
}

/** Null without the header; one that cannot be read names nobody. */
function readBasic(headers: Headers): Shown | null {
  const authorization = headers.get("authorization");
  if (authorization === null) return null;
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  if (encoded === undefined) throw unknownClient();
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const separator = text.indexOf(":");
  if (separator < 0) throw unknownClient();
  return {
    clientId: decodeFormPart(text.slice(0, separator)),
    clientSecret: decodeFormPart(text.slice(separator + 1)),
  };
}

/** Both halves are form-encoded before they are joined (RFC 6749, 2.3.1). */
function decodeFormPart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw unknownClient();
  }
}
