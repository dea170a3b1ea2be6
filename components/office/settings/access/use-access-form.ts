import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { DomainErrorCode } from "../../../../core/errors";
import { useMessages } from "../../../messages/use-messages";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { AccessRules } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { hoursOf, typedDays, wrongDaysOf } from "./hours-form";

type Refused = {
  readonly data?: {
    readonly domainCode?: DomainErrorCode | null;
    readonly details?: { readonly range?: unknown };
  } | null;
};

export type AccessForm = ReturnType<typeof useAccessForm>;

/** The access rules as they are typed, and the way to save them. */
export function useAccessForm(initial: AccessRules) {
  const { settings } = useMessages();
  const api = useOfficeApi();
  const [version, setVersion] = useState(initial.version);
  const [ranges, setRanges] = useState(initial.allowedRanges.join("\n"));
  const [hasHours, setHasHours] = useState(initial.openingHours !== null);
  const [timezone, setTimezone] = useState(initial.openingHours?.timezone ?? initial.timezone);
  const [days, setDays] = useState(() => typedDays(initial.openingHours));
  const [isTillRequired, setIsTillRequired] = useState(initial.isTillRequired);
  const [isTried, setIsTried] = useState(false);
  const save = useMutation(
    api.accessRules.save.mutationOptions({
      onSuccess: (saved) => {
        setVersion(saved.version);
        setRanges(saved.allowedRanges.join("\n"));
        showToast({ title: settings.access.saved });
      },
    }),
  );
  const problems = useProblems(save.error);
  const wrongDays = hasHours ? wrongDaysOf(days) : [];
  const submit = () => {
    setIsTried(true);
    if (wrongDays.length > 0 || save.isPending) return;
    const allowedRanges = ranges.split(/[\n,;]/).flatMap((line) => line.trim() || []);
    const openingHours = hasHours ? hoursOf(days, timezone) : null;
    save.mutate({ allowedRanges, openingHours, isTillRequired, version });
  };
  const typeRanges = (text: string) => {
    setRanges(text);
    save.reset();
  };
  return {
    ...{ ranges, typeRanges, hasHours, setHasHours, timezone, setTimezone, days, setDays },
    ...{ isTillRequired, setIsTillRequired, submit },
    wrongDays: isTried ? wrongDays : [],
    isSaving: save.isPending,
    problems,
    problemCount: Number(problems.ranges !== undefined) + (isTried ? wrongDays.length : 0),
  };
}

/** Why it was not saved: beside the networks where it is about them, otherwise at the foot. */
function useProblems(error: unknown): { ranges: string | undefined; whole: string | null } {
  const { settings } = useMessages();
  const refusalOf = useRefusal();
  if (error === null) return { ranges: undefined, whole: null };
  const { data } = error as Refused;
  const sentence = refusalOf(error);
  if (data?.domainCode === "would_lock_out") return { ranges: sentence, whole: null };
  if (data?.domainCode !== "address_range_invalid") return { ranges: undefined, whole: sentence };
  const range = data.details?.range;
  const ranges = typeof range === "string" ? settings.access.wrongRange(range) : sentence;
  return { ranges, whole: null };
}
