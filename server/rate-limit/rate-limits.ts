/** What a limit counts by; the subject itself is hashed before it is kept anywhere. */
export type RateLimitKey =
  | "address"
  | "address_and_email"
  | "email"
  | "person"
  | "device"
  | "client"
  | "credential"
  | "tenant"
  | "deployment";

export type RateLimit = {
  readonly key: RateLimitKey;
  /** So many within `seconds`, counted from the first. */
  readonly points: number;
  readonly seconds: number;
  /** How long nothing more is taken once there were more. */
  readonly blockSeconds: number;
  /**
   * Where it is counted: `shared` by all processes, in the store; or in the memory of each
   * process where the store is PostgreSQL, so that a request costs no round trip. Several
   * processes then allow as many times as much. With Redis everything is shared.
   */
  readonly count: "shared" | "process";
};

const MINUTE = 60;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

/**
 * Every limit there is. Those against guessing are low and shared; those against floods are far
 * above what honest use comes to. None is of PINs: they are tried at a till, which locks by itself.
 */
export const RATE_LIMITS = {
  sign_in_address: shared("address", 100, QUARTER, QUARTER),
  sign_in_person: shared("address_and_email", 10, QUARTER, QUARTER),
  /** From wherever: many machines that guess one person's password. */
  sign_in_email: shared("email", 50, HOUR, HOUR),
  second_factor: shared("person", 5, QUARTER, QUARTER),
  step_up: shared("person", 10, QUARTER, QUARTER),
  enrol_address: shared("address", 10, 10 * MINUTE, HOUR),
  /** All codes that anybody tries: ten characters are not guessed at this pace. */
  enrol_deployment: shared("deployment", 300, 10 * MINUTE, 10 * MINUTE),
  link_address: shared("address", 30, QUARTER, QUARTER),
  /** Mails to one address: nobody's inbox is filled by strangers. */
  mail_email: shared("email", 5, HOUR, HOUR),
  token_address: shared("address", 100, QUARTER, QUARTER),
  token_client: shared("client", 60, MINUTE, MINUTE),
  api_credential: perProcess("credential", 1_200, MINUTE),
  api_tenant: perProcess("tenant", 6_000, MINUTE),
  /** A till that hands over a month of sales stays far below this; a broken loop does not. */
  sync_device: perProcess("device", 12_000, MINUTE),
  report: perProcess("credential", 240, MINUTE),
  document: perProcess("credential", 240, MINUTE),
  /** Files of the whole trail. */
  export: shared("person", 20, HOUR, QUARTER),
} satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof RATE_LIMITS;

function shared(
  key: RateLimitKey,
  points: number,
  seconds: number,
  blockSeconds: number,
): RateLimit {
  return { key, points, seconds, blockSeconds, count: "shared" };
}

/** A flood ends with its window: whoever slows down is answered again. */
function perProcess(key: RateLimitKey, points: number, seconds: number): RateLimit {
  return { key, points, seconds, blockSeconds: 0, count: "process" };
}
