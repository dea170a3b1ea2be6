import { createTransport } from "nodemailer";
import type { Letter } from "./letter";
import type { SmtpAddress } from "./smtp-address";

const CONNECT_MS_MAX = 10_000;
const SILENCE_MS_MAX = 20_000;
/** However slowly a server answers: a letter takes no longer than this. */
const LETTER_MS_MAX = 30_000;

export type AddressedLetter = Omit<Letter, "expiresAt"> & {
  /** The same at every attempt, so that a mail server can tell a repetition. */
  readonly id: string;
  readonly recipient: string;
};

/** How letters leave this deployment. */
export type Mailer = {
  /** Fails when the mail server did not take the letter. */
  readonly send: (letter: AddressedLetter) => Promise<void>;
};

/** Whether the mail server spoke about this one letter, for now or for good; others may pass. */
export function isOfOneLetter(error: unknown): boolean {
  return replyTo(error) !== null;
}

/** Whether that was its last word: no such mailbox, not taken. */
export function isRefusedForGood(error: unknown): boolean {
  return (replyTo(error) ?? 0) >= 500;
}

/** The status that a recipient or a letter got; null when it came to neither. */
function replyTo(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  const isOfThisLetter = code === "EENVELOPE" || code === "EMESSAGE";
  return isOfThisLetter && typeof responseCode === "number" ? responseCode : null;
}

/** Each letter has a connection of its own; nothing is connected meanwhile. */
export function createMailer(address: SmtpAddress, from: string): Mailer {
  const { host, port, isSecure, mustEncrypt, login } = address;
  const domain = from.slice(from.indexOf("@") + 1);
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: mustEncrypt,
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    dnsTimeout: CONNECT_MS_MAX,
    socketTimeout: SILENCE_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: ({ id, recipient, subject, text, html }) =>
      within(LETTER_MS_MAX, async () => {
        await transport.sendMail({
          // As objects, so that nothing in an address is read as a second one.
          from: { name: "Kaunta", address: from },
          to: { name: "", address: recipient },
          messageId: `<${id}@${domain}>`,
          headers: { "Auto-Submitted": "auto-generated" },
          subject,
          text,
          html,
        });
      }),
  };
}

async function within(msMax: number, work: () => Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the mail server took too long")), msMax);
  });
  try {
    await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
