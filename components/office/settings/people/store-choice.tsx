"use client";

import { useMessages } from "../../../messages/use-messages";
import { Checkbox } from "../../../ui/checkbox";
import { classNames } from "../../../ui/class-names";
import { RadioChips } from "../../../ui/radio-chips";
import type { Store } from "../../office-outputs";

export type StoreChoiceProps = {
  stores: readonly Store[];
  /** Null: every store. */
  storeIds: readonly string[] | null;
  onChange: (storeIds: readonly string[] | null) => void;
  error: string | undefined;
  mayGiveAll: boolean;
  /** Of a role that works everywhere. */
  isAllOnly: boolean;
  className?: string;
};

/** In which stores somebody works. */
export function StoreChoice(props: StoreChoiceProps) {
  const { stores, storeIds, onChange, error, mayGiveAll, isAllOnly, className } = props;
  const { people: words } = useMessages().settings;
  return (
    <div className={classNames("flex flex-col gap-2", className)}>
      <RadioChips
        label={words.stores}
        size="office"
        options={[
          { value: "all", label: words.allStores, isDisabled: !mayGiveAll },
          { value: "some", label: words.someStores, isDisabled: isAllOnly },
        ]}
        value={storeIds === null ? "all" : "some"}
        onChange={(value) => onChange(value === "all" ? null : [])}
        {...(error !== undefined && { error })}
      />
      {storeIds !== null && (
        <ul className="grid gap-x-4 sm:grid-cols-2">
          {stores.map((store) => (
            <li key={store.id}>
              <Checkbox
                isSelected={storeIds.includes(store.id)}
                onChange={(isChosen) =>
                  onChange(
                    isChosen
                      ? [...storeIds, store.id]
                      : storeIds.filter((storeId) => storeId !== store.id),
                  )
                }
                className="min-h-9 py-2"
              >
                {store.name}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
