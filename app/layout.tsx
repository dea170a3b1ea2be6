import "@fontsource-variable/inter/opsz.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { APPEARANCE_INTEGRITY } from "./appearance-script";
import { THEME_COLORS } from "./theme-color";

export const metadata: Metadata = {
  title: { default: "Kaunta", template: "%s · Kaunta" },
  applicationName: "Kaunta",
  icons: {
    icon: [
      { url: "/icons/kaunta.svg", type: "image/svg+xml" },
      { url: "/icons/kaunta-192.png", sizes: "192x192", type: "image/png" },
    ],
    apple: "/icons/apple-touch-icon.png",
  },
  appleWebApp: { capable: true, title: "Kaunta", statusBarStyle: "default" },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: THEME_COLORS.light },
    { media: "(prefers-color-scheme: dark)", color: THEME_COLORS.dark },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Before the first paint, and a file rather than inline so that a strict CSP allows it. */}
        <script src="/appearance.js" integrity={APPEARANCE_INTEGRITY} />
      </head>
      <body>{children}</body>
    </html>
  );
}
