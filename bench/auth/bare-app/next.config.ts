import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  turbopack: { root: process.cwd() },
  typescript: { ignoreBuildErrors: true, tsconfigPath: "../../../tsconfig.json" },
};

export default config;
