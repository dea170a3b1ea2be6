/// <reference lib="webworker" />
import {
  CacheFirst,
  ExpirationPlugin,
  NetworkOnly,
  type PrecacheEntry,
  type RuntimeCaching,
  Serwist,
  type SerwistGlobalConfig,
} from "serwist";

declare global {
  interface WorkerGlobalScope extends SerwistGlobalConfig {
    __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
  }
}

declare const self: ServiceWorkerGlobalScope;

const TILL = "/till";
/** Only the till's own page comes from the shell; the office is always asked for. */
const TILL_PAGE = /^\/till(?:\?.*)?$/;
const DAYS_30 = 30 * 24 * 60 * 60;

/** Money never comes out of a cache: what is under /api is always asked of the server [TW1]. */
const RUNTIME_CACHING: RuntimeCaching[] = [
  { matcher: ({ url }) => url.pathname.startsWith("/api/"), handler: new NetworkOnly() },
  {
    // Built files carry their content's hash in their name, so an old copy is a right copy.
    matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/_next/static/"),
    handler: new CacheFirst({
      cacheName: "kaunta-static",
      plugins: [new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: DAYS_30 })],
    }),
  },
];

const precacheEntries = self.__SW_MANIFEST ?? [];
const hasShell = precacheEntries.some(
  (entry) => (typeof entry === "string" ? entry : entry.url) === TILL,
);

const serwist = new Serwist({
  precacheEntries,
  // A new till takes over on the message SKIP_WAITING alone, sent when nobody is selling [TW2].
  skipWaiting: false,
  clientsClaim: true,
  precacheOptions: {
    cleanupOutdatedCaches: true,
    ...(hasShell ? { navigateFallback: TILL, navigateFallbackAllowlist: [TILL_PAGE] } : {}),
  },
  runtimeCaching: RUNTIME_CACHING,
});

serwist.addEventListeners();
