import { promises as dns, type LookupAddress } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { type RequestOptions, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isLoopbackAddress, isPublicAddress } from "./public-address";

/** Longest that a foreign server may take, from the look-up of its name to the end of its answer. */
const FETCH_MS_MAX = 5_000;
/** Largest answer that is read. */
const ANSWER_BYTES_MAX = 65_536;

export type FetchRefusal = "address" | "redirect" | "too_large" | "too_late" | "unreachable";

/** A foreign address that was not asked, or whose answer was not taken. */
export class FetchRefused extends Error {
  readonly reason: FetchRefusal;
  constructor(reason: FetchRefusal, options?: ErrorOptions) {
    super(`the address was refused: ${reason}`, options);
    this.name = "FetchRefused";
    this.reason = reason;
  }
}

export type SafeFetchOptions = {
  /** For tests, and a provider on this very machine: http and https to loopback are let through. */
  readonly isLoopbackAllowed?: boolean;
  readonly msMax?: number;
  /** Which addresses a name has; the system's resolver unless a test says otherwise. */
  readonly resolveName?: (name: string) => Promise<readonly LookupAddress[]>;
};

export type SafeRequest = {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: string;
};

/**
 * Ask an address that somebody typed in. Only https; every address of the name must be public,
 * and the connection goes to one of those that were checked, so that a name which changes its
 * answer gains nothing. No redirect is followed, no proxy asked; five seconds, 64 KiB.
 *
 * @throws FetchRefused
 */
export async function safeFetch(
  address: string | URL,
  request: SafeRequest = {},
  options: SafeFetchOptions = {},
): Promise<Response> {
  const ending = AbortSignal.timeout(options.msMax ?? FETCH_MS_MAX);
  const url = readUrl(address, options);
  const addresses = await beforeEnd(ending, resolveHost(url, options));
  const answer = await beforeEnd(ending, send(url, request, { addresses, ending }));
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    answer.destroy();
    throw new FetchRefused("redirect");
  }
  const body = await beforeEnd(ending, readAnswer(answer));
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const isEmpty = status === 204 || status === 205 || body.length === 0;
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers });
}

function readUrl(address: string | URL, options: SafeFetchOptions): URL {
  const text = String(address);
  if (!URL.canParse(text)) throw new FetchRefused("address");
  const url = new URL(text);
  const isPlain = url.protocol === "http:" && options.isLoopbackAllowed === true;
  if (url.protocol !== "https:" && !isPlain) throw new FetchRefused("address");
  if (url.username !== "" || url.password !== "") throw new FetchRefused("address");
  return url;
}

async function resolveHost(url: URL, options: SafeFetchOptions): Promise<readonly LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const resolve = options.resolveName ?? ((name: string) => dns.lookup(name, { all: true }));
  const addresses =
    family === 0 ? await resolve(host).catch(refuseUnreachable) : [{ address: host, family }];
  if (addresses.length === 0) throw new FetchRefused("unreachable");
  const isPlain = url.protocol === "http:";
  const isAllowed = ({ address }: LookupAddress) =>
    (options.isLoopbackAllowed === true && isLoopbackAddress(address)) ||
    (!isPlain && isPublicAddress(address));
  if (!addresses.every(isAllowed)) throw new FetchRefused("address");
  return addresses;
}

function send(
  url: URL,
  request: SafeRequest,
  way: { addresses: readonly LookupAddress[]; ending: AbortSignal },
): Promise<IncomingMessage> {
  const headers = Object.fromEntries(new Headers(request.headers));
  const options: RequestOptions = {
    method: request.method ?? "GET",
    headers: { accept: "application/json", ...headers, "accept-encoding": "identity" },
    // A connection of its own, to an address that was judged a moment ago.
    agent: false,
    lookup: answerWith(way.addresses),
    signal: way.ending,
  };
  return new Promise((resolve, reject) => {
    const start = url.protocol === "http:" ? requestHttp : requestHttps;
    const sent = start(url, options, resolve);
    sent.on("error", (error) => reject(new FetchRefused("unreachable", { cause: error })));
    sent.end(request.body);
  });
}

function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_name, options, callback) => {
    const [first] = addresses;
    if (options.all === true || first === undefined) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

async function readAnswer(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_BYTES_MAX) {
      answer.destroy();
      throw new FetchRefused("too_large");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuseUnreachable(cause: unknown): never {
  throw new FetchRefused("unreachable", { cause });
}

/** The work, or its refusal once the time is over. */
async function beforeEnd<Result>(ending: AbortSignal, work: Promise<Result>): Promise<Result> {
  const tooLate = new Promise<never>((_, reject) => {
    ending.addEventListener("abort", () => reject(new FetchRefused("too_late")), { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } catch (error) {
    if (ending.aborted) throw new FetchRefused("too_late");
    throw error instanceof FetchRefused ? error : new FetchRefused("unreachable", { cause: error });
  }
}
