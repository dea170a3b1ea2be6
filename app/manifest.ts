import type { MetadataRoute } from "next";
import { THEME_COLORS } from "./theme-color";

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/till",
    name: "Kaunta till",
    short_name: "Kaunta",
    description: "A till that keeps selling without a network.",
    start_url: "/till",
    scope: "/",
    display: "standalone",
    orientation: "any",
    background_color: THEME_COLORS.page,
    theme_color: THEME_COLORS.light,
    categories: ["business", "finance"],
    icons: [
      { src: "/icons/kaunta-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/kaunta-512.png", sizes: "512x512", type: "image/png" },
      {
        src: "/icons/kaunta-maskable-512.png",
        sizes: "512x512",
        type: "image/png",
        purpose: "maskable",
      },
      { src: "/icons/kaunta.svg", sizes: "any", type: "image/svg+xml" },
    ],
  };
}
