import type { EnrolmentMarker } from "../engine/ports";

const NAME = "kaunta-terminal";
/** The longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

/** The parts of a browser that keep a marker apart from its databases. */
export type MarkerPlaces = {
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** `document.cookie`. */
  readonly cookies: { cookie: string };
  readonly isSecure: boolean;
};

/**
 * Twice, because a browser that needs room throws databases and local storage away together and
 * leaves cookies [TS8]. Who clears all data of this site clears both.
 */
export function createMarker(places: () => MarkerPlaces): EnrolmentMarker {
  return {
    read() {
      const { storage, cookies } = places();
      return storage.getItem(NAME) ?? readCookie(cookies.cookie);
    },
    write(terminalId) {
      const { storage } = places();
      storage.setItem(NAME, terminalId);
      writeCookie(places(), terminalId, MAX_AGE_SECONDS);
    },
    clear() {
      places().storage.removeItem(NAME);
      writeCookie(places(), "", 0);
    },
  };
}

/** The marker of this browser's till. */
export const browserMarker: EnrolmentMarker = createMarker(() => ({
  storage: localStorage,
  cookies: document,
  isSecure: location.protocol === "https:",
}));

function readCookie(cookies: string): string | null {
  for (const cookie of cookies.split("; ")) {
    const [name, value] = cookie.split("=");
    if (name === NAME && value) return value;
  }
  return null;
}

function writeCookie(places: MarkerPlaces, value: string, maxAgeSeconds: number): void {
  const { cookies, isSecure } = places;
  const secure = isSecure ? "; Secure" : "";
  cookies.cookie = `${NAME}=${value}; Max-Age=${maxAgeSeconds}; Path=/till; SameSite=Strict${secure}`;
}
