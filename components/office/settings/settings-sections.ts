import {
  Blocks,
  KeyRound,
  LockKeyhole,
  type LucideIcon,
  Mail,
  ShieldCheck,
  Store as StoreIcon,
  TabletSmartphone,
  UsersRound,
} from "lucide-react";
import type { Permission } from "../../../core/access/permissions";
import type { Messages } from "../../messages/messages";

export type SettingsSection = {
  readonly href: string;
  readonly labelKey: keyof Messages["settings"]["sections"];
  /** Who lacks it does not see the section. */
  readonly permission: Permission;
  readonly icon: LucideIcon;
};

/** The pages of the settings, in the order of their links; a new page adds its line. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    href: "/office/settings/people",
    labelKey: "people",
    permission: "staff.read",
    icon: UsersRound,
  },
  { href: "/office/settings/roles", labelKey: "roles", permission: "staff.read", icon: KeyRound },
  {
    href: "/office/settings/stores",
    labelKey: "stores",
    permission: "store.write",
    icon: StoreIcon,
  },
  { href: "/office/settings/mail", labelKey: "mail", permission: "staff.write", icon: Mail },
  {
    href: "/office/settings/sign-in",
    labelKey: "signIn",
    permission: "access.write",
    icon: LockKeyhole,
  },
  { href: "/office/settings/api", labelKey: "api", permission: "api.manage", icon: Blocks },
  {
    href: "/office/settings/devices",
    labelKey: "devices",
    permission: "sync.read",
    icon: TabletSmartphone,
  },
  {
    href: "/office/settings/access",
    labelKey: "access",
    permission: "access.write",
    icon: ShieldCheck,
  },
];

/** The sections that somebody with these permissions sees. */
export function settingsSectionsFor(permissions: readonly string[]): readonly SettingsSection[] {
  return SETTINGS_SECTIONS.filter(({ permission }) => permissions.includes(permission));
}
