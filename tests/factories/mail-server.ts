import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { createMailer, type Mailer } from "../../server/mail/mailer";
import { readSmtpAddress } from "../../server/mail/smtp-address";

export type ReceivedMail = {
  readonly recipients: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
};

/** What the server says to a letter; null takes it. */
export type Answer = { readonly status: number; readonly text: string } | null;

/** A real mail server on loopback, which keeps what it is given. */
export type MailServer = {
  readonly url: string;
  readonly mailer: Mailer;
  readonly received: ReceivedMail[];
  /** From now on, for every recipient. */
  answerWith(answer: Answer): void;
  /** Letters to one address, in the order in which they came. */
  to(recipient: string): ReceivedMail[];
  stop(): Promise<void>;
};

export async function startMailServer(options: { port?: number } = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let answer: Answer = null;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo: (_address, _session, callback) => callback(refusal(answer)),
    onData: (stream, session, callback) => {
      void readStream(stream).then((raw) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ recipients, ...readMail(raw) });
        callback();
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.on("error", reject);
    const listening = server.listen(options.port ?? 0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  const url = `smtp://127.0.0.1:${port}`;
  const address = readSmtpAddress(url);
  if (address === null) throw new Error("a loopback address is an address");
  return {
    url,
    mailer: createMailer(address, "kaunta@shop.test"),
    received,
    answerWith: (given) => {
      answer = given;
    },
    to: (recipient) => received.filter(({ recipients }) => recipients.includes(recipient)),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The first link in a letter. */
export function linkIn(mail: ReceivedMail | undefined): string {
  const [link] = /https?:\/\/\S+/.exec(mail?.text ?? "") ?? [];
  if (link === undefined) throw new Error("the letter has no link");
  return link;
}

function refusal(answer: Answer): Error | null {
  if (answer === null) return null;
  return Object.assign(new Error(answer.text), { responseCode: answer.status });
}

async function readStream(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function readMail(raw: string): Omit<ReceivedMail, "recipients"> {
  const { headers, body } = readPart(raw);
  const [, boundary = ""] = /boundary="([^"]+)"/.exec(headers.get("content-type") ?? "") ?? [];
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => readPart(part.trimStart()));
  const contentOf = (type: string) => {
    const part = parts.find((one) => one.headers.get("content-type")?.startsWith(type));
    return part === undefined ? "" : decodeBody(part);
  };
  return { headers, text: contentOf("text/plain"), html: contentOf("text/html") };
}

type Part = { headers: Map<string, string>; body: string };

function readPart(raw: string): Part {
  const end = raw.indexOf("\r\n\r\n");
  const headers = new Map<string, string>();
  for (const line of raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim()));
  }
  return { headers, body: raw.slice(end + 4) };
}

function decodeBody({ headers, body }: Part): string {
  const encoding = headers.get("content-transfer-encoding");
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding === "quoted-printable") return decodeQuoted(body.replace(/=\r\n/g, ""));
  return body;
}

function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : decodeQuoted(word.replaceAll("_", " ")),
    );
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
