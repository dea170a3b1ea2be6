"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { newBadgeCode } from "../../../../core/access/badge";
import { ENROLMENT_CODE_BYTES } from "../../../../core/access/enrolment-code";
import { useMessages } from "../../../messages/use-messages";
import { ReceiptBars, ReceiptQr } from "../../../receipt/receipt-graphics";
import { Button } from "../../../ui/button";
import { Card } from "../../../ui/card";
import { Dialog } from "../../../ui/dialog";
import { Select } from "../../../ui/select";
import { TextField } from "../../../ui/text-field";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { Person } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { ConfirmDialog } from "../confirm-dialog";

/** Badges by which people sign in at tills: made here, or those that they have already. */
export function BadgesCard({ people }: { people: readonly Person[] }) {
  const { settings } = useMessages();
  const { devices } = settings;
  const refusalOf = useRefusal();
  const [typed, setTyped] = useState("");
  const [made, setMade] = useState<string | null>(null);
  const [asked, setAsked] = useState<"replace" | "take" | null>(null);
  const { sellers, person, setPersonId, set, give } = useBadges(people, () => {
    setTyped("");
    setAsked(null);
  });
  const own = typed.trim();
  const replace = () => {
    if (own !== "") return give(own);
    const code = newBadgeCode(crypto.getRandomValues(new Uint8Array(ENROLMENT_CODE_BYTES)));
    return give(code, () => setMade(code));
  };
  return (
    <Card as="section" hasPadding labelledBy="device-badges" className="mt-3 mb-20 shrink-0">
      <h2 id="device-badges" className="text-heading">
        {devices.badges}
      </h2>
      <p className="mt-1 mb-3 text-body text-text-muted">{devices.badgesBody}</p>
      <div className="flex max-w-xl flex-col gap-4">
        <Select
          label={devices.badgeOf}
          options={sellers.map(({ id, name, hasBadge }) => ({
            value: id,
            label: hasBadge ? devices.badgeHeld(name) : name,
          }))}
          value={person?.id ?? null}
          onChange={setPersonId}
          placeholder={devices.badgeChoose}
        />
        <TextField
          label={devices.badgeOwn}
          hint={devices.badgeOwnHint}
          value={typed}
          onChange={setTyped}
          maxLength={64}
          autoComplete="off"
          isMono
        />
        {set.error !== null && asked === null && (
          <p role="alert" className="text-body text-danger">
            {refusalOf(set.error)}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            kind="primary"
            isDisabled={person === null}
            isPending={set.isPending}
            onPress={() => (person?.hasBadge ? setAsked("replace") : replace())}
          >
            {own === "" ? devices.badgeMake : devices.badgeGive}
          </Button>
          <Button
            // Not off for want of a badge: who has just taken one away would lose their place.
            isDisabled={person === null || set.isPending}
            onPress={() =>
              person?.hasBadge
                ? setAsked("take")
                : showToast({ title: devices.badgeNone(person?.name ?? "") })
            }
          >
            {devices.badgeTake}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={(asked === "take" ? devices.badgeTakeTitle : devices.badgeReplaceTitle)(
          person?.name ?? "",
        )}
        body={asked === "take" ? devices.badgeTakeBody : devices.badgeReplaceBody}
        action={asked === "take" ? devices.badgeTake : devices.badgeReplace}
        isDanger
        isPending={set.isPending}
        refusal={set.error === null ? null : refusalOf(set.error)}
        onConfirm={() => (asked === "take" ? give(null) : replace())}
      />
      <Dialog
        isOpen={made !== null}
        onClose={() => setMade(null)}
        title={devices.badgeMade(person?.name ?? "")}
        description={devices.badgeOnce}
        width="narrow"
      >
        {made !== null && (
          <div className="flex flex-col items-center gap-4 bg-paper p-4 text-ink">
            <ReceiptQr payload={made} />
            <ReceiptBars value={made} />
            <output className="select-all font-mono text-statement">{made}</output>
          </div>
        )}
      </Dialog>
    </Card>
  );
}

/** Who can have a badge, who is chosen, and the way to give or take one. */
function useBadges(people: readonly Person[], onSet: () => void) {
  const { settings } = useMessages();
  const { devices } = settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const initialData = { items: [...people], isCut: false };
  const { data } = useQuery({ ...api.people.list.queryOptions({}), initialData });
  const [personId, setPersonId] = useState<string | null>(null);
  const sellers = data.items.filter(
    ({ hasPin, isBlocked, mayManage }) => hasPin && !isBlocked && mayManage,
  );
  const person = sellers.find(({ id }) => id === personId) ?? null;
  const set = useMutation(
    api.people.setBadge.mutationOptions({
      onSuccess: async ({ hasBadge }) => {
        onSet();
        showToast({ title: hasBadge ? devices.badgeGiven : devices.badgeTaken });
        await queryClient.invalidateQueries(api.people.pathFilter());
      },
    }),
  );
  const give = (code: string | null, onDone: () => void = () => undefined) => {
    if (person && !set.isPending) set.mutate({ personId: person.id, code }, { onSuccess: onDone });
  };
  return { sellers, person, setPersonId, set, give };
}
