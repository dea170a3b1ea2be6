"use client";

import { Clock, Keyboard, Lock, ReceiptText } from "lucide-react";
import type { PrinterKind } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useDevices } from "../../till/react/use-devices";
import { useTill, useTillCommands } from "../../till/react/use-till";
import { LANGUAGE_NAMES, LANGUAGES } from "../messages/languages";
import { useFormatLocale, useLanguage, useMessages } from "../messages/use-messages";
import { RadioChips } from "../ui/radio-chips";
import { SegmentedControl } from "../ui/segmented-control";
import { useAppearance } from "../ui/use-appearance";
import { PanelFrame } from "./panel-frame";
import { type SellPanel, useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { placeOf } from "./till-place";
import { useRefusalText } from "./use-refusal-text";
import { chooseTillLanguage } from "./use-till-language";

const PRINTERS: readonly PrinterKind[] = ["none", "browser", "usb", "serial"];

function Heading({ children }: { children: string }) {
  return (
    <span aria-hidden="true" className="pb-1.5 font-medium text-till-small">
      {children}
    </span>
  );
}

function LookSettings() {
  const { till, ui } = useMessages();
  const language = useLanguage();
  const { theme, setTheme, contrast, setContrast } = useAppearance();
  return (
    <>
      <div className="flex flex-col">
        <Heading>{till.language}</Heading>
        <SegmentedControl
          label={till.language}
          size="till"
          isFullWidth
          value={language}
          onChange={chooseTillLanguage}
          segments={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      </div>
      <div className="flex flex-col">
        <Heading>{till.appearance}</Heading>
        <SegmentedControl
          label={till.appearance}
          size="till"
          isFullWidth
          value={theme}
          onChange={setTheme}
          segments={[
            { value: "system", label: ui.themeSystem },
            { value: "light", label: ui.themeLight },
            { value: "dark", label: ui.themeDark },
          ]}
        />
      </div>
      <div className="flex flex-col">
        <Heading>{till.contrast}</Heading>
        <SegmentedControl
          label={till.contrast}
          size="till"
          isFullWidth
          value={contrast}
          onChange={setContrast}
          segments={[
            { value: "system", label: till.contrastNormal },
            { value: "more", label: till.contrastMore },
          ]}
        />
      </div>
    </>
  );
}

function PrinterSettings() {
  const { till } = useMessages();
  const { printer } = useDevices();
  const { choosePrinter } = useTillCommands();
  const choose = useCommand(choosePrinter);
  const failure = useRefusalText(choose.refusal);
  return (
    <RadioChips
      label={till.printer}
      options={PRINTERS.map((value) => ({ value, label: till.printers[value] }))}
      value={printer}
      onChange={(kind) => void choose.run(kind)}
      {...(failure && { error: failure })}
    />
  );
}

function DeviceFacts() {
  const { till } = useMessages();
  const locale = useFormatLocale();
  const { isStoragePersisted, storageUse } = useDevices();
  const place = placeOf(useTill());
  const kept =
    isStoragePersisted === null
      ? till.storageUnknown
      : isStoragePersisted
        ? till.storageKept
        : till.storageNotKept;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <section className="text-pretty text-statement text-text-muted">
      <h3 className="pb-1 font-medium text-text text-till-small">{till.device}</h3>
      <p className={isStoragePersisted === false ? "text-warning" : undefined}>{kept}</p>
      {storageUse !== null && <p>{till.storageUsed(percent.format(storageUse))}</p>}
      {place && (
        <p>
          {till.version} {place.register.code}
        </p>
      )}
    </section>
  );
}

/** On a phone this is the menu too: the command bar has no room there. */
function MenuKeys() {
  const { till } = useMessages();
  const { openPanel } = useSellPanel();
  const { lock } = useTillCommands();
  const to = (panel: SellPanel) => () => openPanel(panel);
  return (
    <div className="grid grid-cols-2 gap-2">
      <TillButton icon={<ReceiptText aria-hidden="true" />} onPress={to("receipts")}>
        {till.receipts}
      </TillButton>
      <TillButton icon={<Clock aria-hidden="true" />} onPress={to("shift")}>
        {till.shift}
      </TillButton>
      <TillButton icon={<Keyboard aria-hidden="true" />} onPress={to("keys")}>
        {till.keys}
      </TillButton>
      <TillButton icon={<Lock aria-hidden="true" />} onPress={lock}>
        {till.lock}
      </TillButton>
    </div>
  );
}

export type SettingsPanelProps = { isMenu: boolean; onClose: () => void };

export function SettingsPanel({ isMenu, onClose }: SettingsPanelProps) {
  const { till } = useMessages();
  return (
    <PanelFrame title={isMenu ? till.menu : till.settingsTitle} onClose={onClose}>
      <div className="flex flex-col gap-5">
        {isMenu && <MenuKeys />}
        <LookSettings />
        <PrinterSettings />
        <DeviceFacts />
      </div>
    </PanelFrame>
  );
}
