import type { ReactNode } from "react";
import { SettingsFrame } from "../../../../components/office/settings/settings-frame";
import { findOfficeCaller } from "../../../../server/trpc/caller";

/** The frame alone: each page asks by itself whether somebody may see it. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const caller = await findOfficeCaller();
  if (caller === null) return children;
  const { permissions } = await caller.session.me();
  return <SettingsFrame permissions={permissions}>{children}</SettingsFrame>;
}
