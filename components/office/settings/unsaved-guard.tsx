"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { ConfirmDialog } from "./confirm-dialog";

/** Shown while something is not saved: asks before a link leads away or the page is closed. */
export function UnsavedGuard() {
  const { settings } = useMessages();
  const router = useRouter();
  const [leavingTo, setLeavingTo] = useState<string | null>(null);
  useEffect(() => {
    const askOnClose = (event: BeforeUnloadEvent) => event.preventDefault();
    const askOnLink = (event: MouseEvent) => {
      const path = pathLeadingAway(event);
      if (path === null) return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo(path);
    };
    window.addEventListener("beforeunload", askOnClose);
    // Before the link hears of it.
    document.addEventListener("click", askOnLink, true);
    return () => {
      window.removeEventListener("beforeunload", askOnClose);
      document.removeEventListener("click", askOnLink, true);
    };
  }, []);
  return (
    <ConfirmDialog
      isOpen={leavingTo !== null}
      onClose={() => setLeavingTo(null)}
      title={settings.leaveTitle}
      body={settings.leaveBody}
      action={settings.leave}
      isDanger
      isPending={false}
      refusal={null}
      onConfirm={() => leavingTo !== null && router.push(leavingTo)}
    />
  );
}

/** Where a press on a link of ours would go; null for one that leaves this page where it is. */
function pathLeadingAway(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || isElsewhere) return null;
  const { origin, pathname } = window.location;
  return link.origin !== origin || link.pathname === pathname
    ? null
    : `${link.pathname}${link.search}`;
}
