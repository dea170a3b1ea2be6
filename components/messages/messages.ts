import { accountEn } from "./account-en";
import { accountLinksEn } from "./account-links-en";
import { accountLinksSw } from "./account-links-sw";
import { accountSw } from "./account-sw";
import { errorsEn } from "./errors-en";
import { errorsSw } from "./errors-sw";
import type { Language } from "./languages";
import { officeAuditEn } from "./office-audit-en";
import { officeAuditSw } from "./office-audit-sw";
import { officeEn } from "./office-en";
import { officeSw } from "./office-sw";
import { officeSyncEn } from "./office-sync-en";
import { officeSyncSw } from "./office-sync-sw";
import { settingsEn } from "./settings-en";
import { settingsSw } from "./settings-sw";
import { signInEn } from "./sign-in-en";
import { signInSw } from "./sign-in-sw";
import { tillCounterEn } from "./till-counter-en";
import { tillCounterSw } from "./till-counter-sw";
import { tillEn } from "./till-en";
import { tillPayEn } from "./till-pay-en";
import { tillPaySw } from "./till-pay-sw";
import { tillSw } from "./till-sw";
import { uiEn } from "./ui-en";
import { uiSw } from "./ui-sw";

const en = {
  ui: uiEn,
  till: tillEn,
  tillCounter: tillCounterEn,
  tillPay: tillPayEn,
  office: officeEn,
  officeSync: officeSyncEn,
  officeAudit: officeAuditEn,
  settings: settingsEn,
  account: accountEn,
  accountLinks: accountLinksEn,
  errors: errorsEn,
  signIn: signInEn,
};

export type Messages = typeof en;

/** All that the till says; what the office says stays with the office. */
export type TillTexts = Omit<
  Messages,
  "office" | "officeSync" | "officeAudit" | "settings" | "account" | "accountLinks" | "signIn"
>;

const MESSAGES: Record<Language, Messages> = {
  en,
  sw: {
    ui: uiSw,
    till: tillSw,
    tillCounter: tillCounterSw,
    tillPay: tillPaySw,
    office: officeSw,
    officeSync: officeSyncSw,
    officeAudit: officeAuditSw,
    settings: settingsSw,
    account: accountSw,
    accountLinks: accountLinksSw,
    errors: errorsSw,
    signIn: signInSw,
  },
};

/** For server components and `MessagesProvider`; in client components use `useMessages`. */
export function messagesFor(language: Language): Messages {
  return MESSAGES[language];
}
