"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { useOfficeApi } from "../api";
import { formatCount, formatDay } from "../format-office";

/** Whether the trail is still what was written, computed when somebody asks. */
export function ChainBanner() {
  const { officeAudit } = useMessages();
  const locale = useFormatLocale();
  const api = useOfficeApi();
  const check = useQuery({ ...api.audit.verify.queryOptions(), enabled: false, retry: false });
  const action = (
    <Button isPending={check.isFetching} onPress={() => void check.refetch()}>
      {officeAudit.check}
    </Button>
  );
  const { data, isError } = check;
  if (isError) {
    return (
      <Banner role="alert" tone="warning" icon={<ShieldAlert />} action={action} className="mb-3">
        {officeAudit.checkFailed}
      </Banner>
    );
  }
  if (data === undefined) return <div className="mb-3">{action}</div>;
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
      action={action}
      detail={detail}
      className="mb-3"
    >
      {broken
        ? officeAudit.broken(formatCount(broken.sequence, locale))
        : officeAudit.whole(formatCount(data.through, locale))}
    </Banner>
  );
}
