import { errorsSw } from "../messages/errors-sw";
import type { TillTexts } from "../messages/messages";
import { tillCounterSw } from "../messages/till-counter-sw";
import { tillPaySw } from "../messages/till-pay-sw";
import { tillSw } from "../messages/till-sw";
import { uiSw } from "../messages/ui-sw";

export const TILL_TEXTS_SW: TillTexts = {
  ui: uiSw,
  till: tillSw,
  tillCounter: tillCounterSw,
  tillPay: tillPaySw,
  errors: errorsSw,
};
