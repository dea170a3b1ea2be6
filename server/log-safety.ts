/** Names under which secrets and what people typed travel. */
const SECRET_NAME =
  /pass(word|phrase)|secret|token|authori[sz]ation|cookie|^(pin|badge|otp|totp|code|key|hash|proof|parameters|params|args|query|detail|where|body|input)$/i;

/** An error's own code is no secret: it says what kind of failure it was. */
const ERROR_CODE = /^[A-Z0-9_]{2,40}$/;

const REMOVED = "[removed]";
const DEPTH_MAX = 6;

/** What a line may say of a text: no credentials in addresses, no tokens, no query values. */
export function safeText(text: string): string {
  return beforeParameters(text)
    .replace(/: "[^"]*"/g, `: ${REMOVED}`)
    .replace(/:\/\/[^\s/@]*@/g, `://${REMOVED}@`)
    .replace(/\b(bearer|basic)\s+\S+/gi, `$1 ${REMOVED}`)
    .replace(/([?&][\w-]+=)[^&\s"']+/g, `$1${REMOVED}`)
    .replace(/[\w+/=.-]{40,}/g, (word) => (isIdOrPath(word) ? word : REMOVED));
}

/** A failed statement says behind this word what it was asked with. */
function beforeParameters(text: string): string {
  const at = text.search(/params:/i);
  return at === -1 ? text : text.slice(0, at).trimEnd();
}

/** Names of files and modules, which stacks are made of. */
function isIdOrPath(word: string): boolean {
  return word.split("/").every((part) => part.length < 40);
}

/**
 * The same value as a line may say it: what a name gives away as a secret is removed, an error is
 * its kind, code and place, and every text is made safe. What a query was asked with is left out,
 * for that is where passwords' hashes and people's names are.
 */
export function safeValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return safeText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_MAX) return REMOVED;
  if (value instanceof Error) return safeError(value, depth);
  if (Array.isArray(value)) return value.map((item) => safeValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) ? REMOVED : safeValue(inner, depth + 1),
    ]),
  );
}

function safeError(error: Error, depth: number): unknown {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === "string" && ERROR_CODE.test(code) ? { code } : {}),
    message: safeText(error.message),
    stack: safeStack(error.stack),
    ...(error.cause === undefined ? {} : { cause: safeValue(error.cause, depth + 1) }),
  };
}

/** The places alone: a stack begins with the message, however many lines that has. */
function safeStack(stack: string | undefined): string {
  const places = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return places.map(safeText).join("\n");
}
