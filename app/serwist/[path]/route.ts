import { createSerwistRoute } from "@serwist/turbopack";

/** The till's page names the built files of one build, so every build makes it a new page. */
const revision = crypto.randomUUID();

export const { dynamic, dynamicParams, revalidate, generateStaticParams, GET } = createSerwistRoute(
  {
    swSrc: "till/service-worker.ts",
    useNativeEsbuild: true,
    additionalPrecacheEntries: [{ url: "/till", revision }],
  },
);
