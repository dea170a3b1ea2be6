/** The host that no answer may lead to. */
export const EVIL = "evil.example";

const tree = encodeURIComponent(JSON.stringify(["", {}, "/office", "refetch"]));

/** What the framework's parts tell each other, what proxies tell a server, and disguises. */
export const FORGED: readonly Readonly<Record<string, string>>[] = [
  {
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
    "x-middleware-next": "1",
    "x-middleware-rewrite": `https://${EVIL}/`,
    "x-middleware-override-headers": "cookie",
    "x-middleware-request-cookie": "authjs.session-token=x",
    "x-middleware-invoke": "1",
    "x-middleware-set-cookie": "a=b",
    "x-middleware-skip": "1",
  },
  {
    "x-nextjs-data": "1",
    "x-nextjs-rewrite": "/office",
    "x-nextjs-html-request-id": "1",
    "x-matched-path": "/office",
    "x-now-route-matches": "1=office",
    "x-invoke-path": "/office",
    "x-invoke-status": "200",
    "x-invoke-output": "/office",
    "x-invoke-error": "x",
    "x-next-resume": "1",
    "next-resume": "1",
  },
  { rsc: "1", "next-router-prefetch": "1", "next-url": "/office" },
  { rsc: "1", "next-router-state-tree": tree, "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-state-tree": "%5B%5D" },
  {
    "x-forwarded-host": EVIL,
    "x-forwarded-proto": "https",
    "x-forwarded-port": "443",
    "x-forwarded-prefix": `//${EVIL}`,
    "x-forwarded-server": EVIL,
    forwarded: `host=${EVIL};proto=https`,
    "x-original-url": "/office",
    "x-rewrite-url": "/office",
    "x-original-host": EVIL,
    "x-host": EVIL,
  },
  { host: EVIL },
  {
    "x-http-method-override": "POST",
    "x-http-method": "DELETE",
    "x-method-override": "POST",
  },
];
