import { withSerwist } from "@serwist/turbopack";
import type { NextConfig } from "next";

const SECURITY_HEADERS = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
  // A till reads barcodes with the camera and talks to printers and scales; nothing else is asked.
  {
    key: "permissions-policy",
    value: "camera=(self), usb=(self), serial=(self), microphone=(), geolocation=()",
  },
  { key: "x-frame-options", value: "DENY" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: process.cwd() },
  // `npm run check` has judged the types of everything; a build only has to be quick.
  typescript: { ignoreBuildErrors: true },
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: SECURITY_HEADERS },
      // The address of these pages lets its holder in.
      {
        source: "/:page(invitation|reset)/:token",
        headers: [{ key: "referrer-policy", value: "no-referrer" }],
      },
    ]),
};

export default withSerwist(config);
