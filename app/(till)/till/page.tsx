import type { Metadata } from "next";
import { TillApp } from "../../../components/till/till-app";

export const metadata: Metadata = { title: "Till" };

/** No server data: this page is kept on the device and opens with no network. */
export const dynamic = "force-static";

export default function TillPage() {
  // biome-ignore lint/style/noProcessEnv: Next writes the value in when it builds.
  return <TillApp isKeptOffline={process.env.NODE_ENV === "production"} />;
}
