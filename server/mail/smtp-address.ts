const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);
const PORTS: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };

/** Where letters are handed over, as `smtp(s)://user:password@host:port` says it. */
export type SmtpAddress = {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte; otherwise by STARTTLS where the server offers it. */
  readonly isSecure: boolean;
  /** A name and password never travel unencrypted, but within this machine. */
  readonly mustEncrypt: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
};

/**
 * Null when it is no such address. Parameters behind a question mark are refused: the library
 * below would take them as settings, and some of those write what letters say into the log.
 */
export function readSmtpAddress(text: string): SmtpAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const standardPort = PORTS[url.protocol];
  const isBare = url.search === "" && url.hash === "" && ["", "/"].includes(url.pathname);
  if (standardPort === undefined || url.hostname === "" || !isBare) return null;
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (user === null || password === null || (user === "") !== (password === "")) return null;
  const isSecure = url.protocol === "smtps:";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? standardPort : Number(url.port),
    isSecure,
    mustEncrypt: !isSecure && user !== "" && !LOCAL_HOSTS.has(url.hostname),
    login: user === "" ? null : { user, password },
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
