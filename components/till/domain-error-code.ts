import { DOMAIN_ERROR_CODES, type DomainErrorCode } from "../../core/errors";

export function isDomainErrorCode(code: string | null): code is DomainErrorCode {
  return (DOMAIN_ERROR_CODES as readonly (string | null)[]).includes(code);
}
