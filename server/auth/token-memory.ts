type InTime = { readonly expiresAtMs: number };

/** What tokens of one kind say whose signature was checked. A process keeps the latest. */
export type TokenMemory<Claims extends InTime> = {
  /**
   * What a token says, by `check` at most once while it is remembered; null when `check` says so,
   * which is not remembered, or when its time has passed at `nowMs`. Whether its session still
   * stands is for the caller to ask each time.
   */
  read(
    token: { readonly text: string; readonly authSecret: string; readonly nowMs: number },
    check: () => Promise<Claims | null>,
  ): Promise<Claims | null>;
};

const TOKENS_MAX = 2_000;

/**
 * Checking a signature or opening a seal hands the work to another thread and waits for it, which
 * costs as much as asking the database who somebody is, and a token says the same each time.
 */
export function createTokenMemory<Claims extends InTime>(
  tokensMax = TOKENS_MAX,
): TokenMemory<Claims> {
  const known = new Map<string, Claims>();
  return {
    async read({ text, authSecret, nowMs }, check) {
      const key = `${authSecret}\n${text}`;
      const claims = known.get(key) ?? (await check());
      if (claims === null) return null;
      if (claims.expiresAtMs <= nowMs) {
        known.delete(key);
        return null;
      }
      if (known.has(key)) return claims;
      const [oldest] = known.keys();
      if (known.size >= tokensMax && oldest !== undefined) known.delete(oldest);
      known.set(key, claims);
      return claims;
    },
  };
}
