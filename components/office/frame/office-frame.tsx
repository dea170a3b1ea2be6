"use client";

import {
  CloudCheck,
  LayoutDashboard,
  MonitorSmartphone,
  ReceiptText,
  ScrollText,
  Settings,
} from "lucide-react";
import NextLink from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useMessages } from "../../messages/use-messages";
import { BrandMark } from "../../ui/brand-mark";
import { NavList } from "../../ui/nav-list";
import { SideFrame } from "../../ui/side-frame";
import type { Me } from "../office-outputs";
import { settingsSectionsFor } from "../settings/settings-sections";
import { AccountMenu } from "./account-menu";

export type OfficeFrameProps = { me: Me; storeCount: number | null; children: ReactNode };

export function OfficeFrame({ me, storeCount, children }: OfficeFrameProps) {
  return (
    <SideFrame
      brand={<Brand name={me.tenant.name} storeCount={storeCount} />}
      navigation={<Navigation permissions={me.permissions} />}
      account={<AccountMenu me={me} />}
    >
      {children}
    </SideFrame>
  );
}

function Brand({ name, storeCount }: { name: string; storeCount: number | null }) {
  const { office } = useMessages();
  return (
    <NextLink
      href="/office"
      className="flex min-w-0 items-center gap-2.5 rounded-control px-2 py-1 lg:mb-3"
    >
      <BrandMark className="size-8 shrink-0" />
      <span className="flex min-w-0 flex-col">
        <span className="truncate text-heading">{name}</span>
        {storeCount !== null && (
          <span className="text-small text-text-muted">{office.storeCount(storeCount)}</span>
        )}
      </span>
    </NextLink>
  );
}

/** Only what exists and what the person may see. */
function Navigation({ permissions }: { permissions: readonly string[] }) {
  const { office, officeAudit, officeSync, settings, ui } = useMessages();
  const pathname = usePathname();
  const pages = [
    {
      href: "/office",
      label: office.today,
      icon: <LayoutDashboard />,
      isCurrent: pathname === "/office",
      permission: "report.read",
    },
    {
      href: "/office/sales",
      label: office.sales,
      icon: <ReceiptText />,
      isCurrent: pathname.startsWith("/office/sales"),
      permission: "sale.read",
    },
    {
      href: "/office/sync",
      label: officeSync.title,
      icon: <CloudCheck />,
      isCurrent: pathname.startsWith("/office/sync"),
      permission: "sync.read",
    },
    {
      href: "/office/audit",
      label: officeAudit.title,
      icon: <ScrollText />,
      isCurrent: pathname.startsWith("/office/audit"),
      permission: "audit.read",
    },
  ];
  const items = pages
    .filter((page) => permissions.includes(page.permission))
    .map(({ permission: _, ...item }) => item);
  if (settingsSectionsFor(permissions).length > 0) {
    items.push({
      href: "/office/settings",
      label: settings.title,
      icon: <Settings />,
      isCurrent: pathname.startsWith("/office/settings"),
    });
  }
  return (
    <>
      <NavList label={ui.mainNavigation} items={items} />
      <hr className="mx-2.5 my-2.5 border-border" />
      <NavList
        label={office.till}
        items={[{ href: "/till", label: office.openTill, icon: <MonitorSmartphone /> }]}
      />
    </>
  );
}
