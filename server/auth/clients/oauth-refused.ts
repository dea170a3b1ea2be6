/** The words of RFC 6749, 5.2. */
export type OauthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "unsupported_grant_type";

/** A refusal in the words of OAuth, for clients that know no others. */
export class OauthRefused extends Error {
  override readonly name = "OauthRefused";
  readonly code: OauthErrorCode;
  /** One sentence for a developer; ASCII without quotes or backslashes, as the RFC asks. */
  readonly description: string;
  constructor(code: OauthErrorCode, description: string) {
    super(code);
    this.code = code;
    this.description = description;
  }
}
