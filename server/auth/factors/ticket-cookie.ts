import { TICKET_SECONDS } from "./sign-in-ticket";

/** The cookie that carries a ticket from another service's answer to the sign-in page. */
export function ticketCookieName(appUrl: string): string {
  return appUrl.startsWith("https:") ? "__Host-kaunta-ticket" : "kaunta-ticket";
}

export function ticketCookie(appUrl: string, ticket: string): string {
  const isSecure = appUrl.startsWith("https:");
  return `${ticketCookieName(appUrl)}=${ticket}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${TICKET_SECONDS}${isSecure ? "; Secure" : ""}`;
}
