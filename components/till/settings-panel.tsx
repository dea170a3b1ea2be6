"use client";

import {
  chooseScanThreshold,
  SCAN_THRESHOLDS_MS,
  useScanThreshold,
} from "../../till/react/scan-threshold";
import type { PrinterKind } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useDevices } from "../../till/react/use-devices";
import { useTill, useTillCommands } from "../../till/react/use-till";
import { LANGUAGE_NAMES, LANGUAGES } from "../messages/languages";
import { useLanguage, useMessages } from "../messages/use-messages";
import { Banner } from "../ui/banner";
import { RadioChips } from "../ui/radio-chips";
import { SegmentedControl } from "../ui/segmented-control";
import { Switch } from "../ui/switch";
import { useAppearance } from "../ui/use-appearance";
import { DeviceRoom } from "./device-room";
import { PanelFrame } from "./panel-frame";
import { useScreenFacts } from "./screen-facts";
import { placeOf } from "./till-place";
import { useRefusalText } from "./use-refusal-text";
import { useSyncTexts } from "./use-sync-texts";
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
  const texts = useSyncTexts();
  const place = placeOf(useTill());
  const { isUpdateReady } = useScreenFacts();
  return (
    <>
      <DeviceRoom />
      {isUpdateReady && (
        <Banner tone="neutral" role="note">
          {texts.updateReady}
        </Banner>
      )}
      <section className="text-pretty text-statement text-text-muted">
        {place && (
          <p>
            {till.version} {place.register.code}
          </p>
        )}
        <h3 className="pt-3 pb-1 font-figure">{texts.removeTitle}</h3>
        <p>{texts.removeFirst}</p>
      </section>
    </>
  );
}

/** Practising is a matter of the whole till: the switch says what follows from it. */
function TrainingSetting() {
  const { tillCounter } = useMessages();
  const { setTraining } = useTillCommands();
  const isTraining = placeOf(useTill())?.isTraining ?? false;
  const change = useCommand(setTraining);
  const failure = useRefusalText(change.refusal);
  return (
    <div className="flex flex-col gap-1 rounded-card border border-border px-4 py-2">
      <Switch
        size="till"
        isSelected={isTraining}
        onChange={(isSelected) => void change.run(isSelected)}
        hint={tillCounter.trainingOn}
      >
        {tillCounter.trainingMode}
      </Switch>
      {failure && (
        <p role="alert" className="pb-1 text-danger text-till-key">
          {failure}
        </p>
      )}
    </div>
  );
}

function ScannerSetting() {
  const { tillCounter } = useMessages();
  const thresholdMs = useScanThreshold();
  return (
    <div className="flex flex-col">
      <Heading>{tillCounter.scanner}</Heading>
      <SegmentedControl
        label={tillCounter.scanner}
        size="till"
        isFullWidth
        value={String(thresholdMs)}
        onChange={(value) => {
          const chosen = SCAN_THRESHOLDS_MS.find((candidate) => String(candidate) === value);
          if (chosen !== undefined) {
            chooseScanThreshold(chosen);
          }
        }}
        segments={SCAN_THRESHOLDS_MS.map((value) => ({
          value: String(value),
          label: tillCounter.scannerThreshold(value),
        }))}
      />
      <p className="pt-1.5 text-pretty text-statement text-text-muted">{tillCounter.scannerHint}</p>
    </div>
  );
}

export function SettingsPanel({ onClose }: { onClose: () => void }) {
  const { till } = useMessages();
  return (
    <PanelFrame title={till.settingsTitle} onClose={onClose}>
      <div className="flex flex-col gap-5">
        <TrainingSetting />
        <LookSettings />
        <PrinterSettings />
        <ScannerSetting />
        <DeviceFacts />
      </div>
    </PanelFrame>
  );
}
