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
import { isApi, isBuiltFile, TILL_PAGE, TILL_PATH } from "./shell-routes";

declare global {
  interface WorkerGlobalScope extends SerwistGlobalConfig {
    __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
  }
}

declare const self: ServiceWorkerGlobalScope;

const RUNTIME_CACHING: RuntimeCaching[] = [
  { matcher: ({ url }) => isApi(url.pathname), handler: new NetworkOnly() },
  {
    matcher: ({ url, sameOrigin }) => sameOrigin && isBuiltFile(url.pathname),
    handler: new CacheFirst({
      cacheName: "kaunta-static",
      // Never by age: a till may be without a network for longer than any that one would name.
      plugins: [new ExpirationPlugin({ maxEntries: 300 })],
    }),
  },
];

const precacheEntries = self.__SW_MANIFEST ?? [];
const hasShell = precacheEntries.some(
  (entry) => (typeof entry === "string" ? entry : entry.url) === TILL_PATH,
);

const serwist = new Serwist({
  precacheEntries,
  // A new till takes over on the message SKIP_WAITING alone, sent when nobody is selling.
  skipWaiting: false,
  clientsClaim: true,
  precacheOptions: {
    cleanupOutdatedCaches: true,
    ...(hasShell ? { navigateFallback: TILL_PATH, navigateFallbackAllowlist: [TILL_PAGE] } : {}),
  },
  runtimeCaching: RUNTIME_CACHING,
});

serwist.addEventListeners();
