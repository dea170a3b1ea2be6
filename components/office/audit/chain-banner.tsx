"use client";

import { useQuery } from "@tanstack/react-query";
import { Link2, ShieldAlert, ShieldCheck } from "lucide-react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { useOfficeApi } from "../api";
import { formatCount, formatDay } from "../format-office";

export type ChainCheck = ReturnType<typeof useChainCheck>;

/** Whether the trail is still what was written, computed when somebody asks. */
export function useChainCheck() {
  const api = useOfficeApi();
  return useQuery({ ...api.audit.verify.queryOptions(), enabled: false, retry: false });
}

export function ChainCheckButton({ check }: { check: ChainCheck }) {
  const { officeAudit } = useMessages();
  return (
    <Button icon={<Link2 />} isPending={check.isFetching} onPress={() => void check.refetch()}>
      {officeAudit.check}
    </Button>
  );
}

/** What the check came to. */
export function ChainBanner({ check }: { check: ChainCheck }) {
  const { officeAudit } = useMessages();
  const locale = useFormatLocale();
  const { data, isError } = check;
  if (isError) {
    return (
      <Banner role="alert" tone="warning" icon={<ShieldAlert />} className="mb-3">
        {officeAudit.checkFailed}
      </Banner>
    );
  }
  if (data === undefined) return null;
  const [broken] = data.breaks;
  const anchored =
    data.lastAnchoredOn === null
      ? officeAudit.notAnchored
      : officeAudit.anchored(formatDay(data.lastAnchoredOn, locale));
  const detail = broken
    ? officeAudit.brokenBody
    : `${officeAudit.checked(formatCount(data.entries, locale))}. ${anchored}.`;
  return (
    <Banner
      role="status"
      tone={broken ? "danger" : "positive"}
      icon={broken ? <ShieldAlert /> : <ShieldCheck />}
      detail={detail}
      className="mb-3"
    >
      {broken
        ? officeAudit.broken(formatCount(broken.sequence, locale))
        : officeAudit.whole(formatCount(data.through, locale))}
    </Banner>
  );
}
