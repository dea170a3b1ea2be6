"use client";

import { Search, X } from "lucide-react";
import type { Ref } from "react";
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Button,
  Input,
} from "react-aria-components";
import { useMessages } from "../messages/use-messages";
import { classNames } from "./class-names";
import { FIELD_INPUT, type FieldSize, fieldFrame } from "./field-parts";
import { KeyCap } from "./key-cap";
import { keyShortcut } from "./key-shortcut";

export type SearchFieldProps = Omit<AriaSearchFieldProps, "children" | "className" | "style"> & {
  /** Read aloud; the visible text is the placeholder. */
  label: string;
  placeholder?: string;
  size?: FieldSize;
  keyCap?: string;
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
};

export function SearchField(props: SearchFieldProps) {
  const { label, placeholder, size = "office", keyCap, inputRef, className, ...aria } = props;
  const { ui } = useMessages();
  return (
    <AriaSearchField
      {...aria}
      aria-label={label}
      className={classNames("group min-w-0", className)}
    >
      <div data-focus-frame="" className={fieldFrame(size, false)}>
        <Search className="text-text-muted" aria-hidden="true" />
        <Input
          {...(inputRef && { ref: inputRef })}
          {...(keyCap && { "aria-keyshortcuts": keyShortcut(keyCap) })}
          placeholder={placeholder ?? label}
          className={FIELD_INPUT}
        />
        {keyCap && <KeyCap className="hidden group-data-empty:inline-flex">{keyCap}</KeyCap>}
        <Button
          aria-label={ui.clearSearch}
          className={classNames(
            "-mr-2 inline-flex shrink-0 items-center justify-center rounded-chip text-text-muted",
            "group-data-empty:hidden hover:text-text",
            size === "till" || size === "touch" ? "size-12" : "size-7",
          )}
        >
          <X />
        </Button>
      </div>
    </AriaSearchField>
  );
}
