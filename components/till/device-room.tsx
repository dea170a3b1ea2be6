"use client";

import { useDevices } from "../../till/react/use-devices";
import { useFormatLocale } from "../messages/use-messages";
import { Banner } from "../ui/banner";
import { MeterBar } from "../ui/meter-bar";
import { useSyncTexts } from "./use-sync-texts";

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** Bytes as people say them, such as "420 MB" or "2.1 GB". */
function bytesText(bytes: number, locale: string): string {
  const isLarge = bytes >= GIGABYTE;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: isLarge ? "gigabyte" : "megabyte",
    maximumFractionDigits: 1,
  }).format(bytes / (isLarge ? GIGABYTE : MEGABYTE));
}

/** Whether the browser keeps what is not sent yet, and how much room it leaves. */
export function DeviceRoom() {
  const texts = useSyncTexts();
  const locale = useFormatLocale();
  const { storage, storageUse, storageRoom } = useDevices();
  const isPersisted = storage?.isPersisted ?? null;
  const kept = isPersisted === null ? texts.keepUnknown : isPersisted ? texts.kept : texts.notKept;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <section className="text-pretty text-statement text-text-muted">
      <h3 className="pb-1 font-figure">{texts.device}</h3>
      <p className={isPersisted === false ? "text-warning" : undefined}>{kept}</p>
      {storageUse !== null && (
        <>
          <p className="tabular-nums">
            {texts.used(
              bytesText(storage?.usedBytes ?? 0, locale),
              bytesText(storage?.quotaBytes ?? 0, locale),
              percent.format(storageUse),
            )}
          </p>
          <MeterBar share={storageUse} className="mt-1.5 rounded-full bg-surface-sunken" />
        </>
      )}
      {(storageRoom === "scarce" || storageRoom === "out") && (
        <Banner
          tone={storageRoom === "out" ? "danger" : "warning"}
          role="status"
          className="mt-2.5"
        >
          {storageRoom === "out" ? texts.roomOut : texts.roomScarce}
        </Banner>
      )}
    </section>
  );
}
