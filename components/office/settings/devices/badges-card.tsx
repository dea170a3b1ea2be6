"use client";

import { useMutation } from "@tanstack/react-query";
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

/** Badges by which people sign in at tills: made here, or those that they have already. */
export function BadgesCard({ people }: { people: readonly Person[] }) {
  const { settings } = useMessages();
  const { devices } = settings;
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const sellers = people.filter(
    ({ hasPin, isBlocked, mayManage }) => hasPin && !isBlocked && mayManage,
  );
  const [personId, setPersonId] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [made, setMade] = useState<string | null>(null);
  const person = sellers.find(({ id }) => id === personId) ?? null;
  const set = useMutation(
    api.people.setBadge.mutationOptions({
      onSuccess: ({ hasBadge }) => {
        setTyped("");
        showToast({ title: hasBadge ? devices.badgeGiven : devices.badgeTaken });
      },
    }),
  );
  const give = (code: string | null, onDone: () => void = () => undefined) => {
    if (person && !set.isPending) set.mutate({ personId: person.id, code }, { onSuccess: onDone });
  };
  const make = () => {
    const code = newBadgeCode(crypto.getRandomValues(new Uint8Array(ENROLMENT_CODE_BYTES)));
    give(code, () => setMade(code));
  };
  return (
    <Card as="section" hasPadding labelledBy="device-badges" className="mt-3">
      <h2 id="device-badges" className="text-heading">
        {devices.badges}
      </h2>
      <p className="mt-1 mb-3 text-body text-text-muted">{devices.badgesBody}</p>
      <div className="flex max-w-xl flex-col gap-4">
        <Select
          label={devices.badgeOf}
          options={sellers.map(({ id, name }) => ({ value: id, label: name }))}
          value={personId}
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
        {set.error !== null && (
          <p role="alert" className="text-body text-danger">
            {refusalOf(set.error)}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            kind="primary"
            isDisabled={person === null}
            isPending={set.isPending}
            onPress={() => (typed.trim() === "" ? make() : give(typed.trim()))}
          >
            {typed.trim() === "" ? devices.badgeMake : devices.badgeGive}
          </Button>
          <Button isDisabled={person === null || set.isPending} onPress={() => give(null)}>
            {devices.badgeTake}
          </Button>
        </div>
      </div>
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
