import { z } from "zod";
import { answerAgain } from "../../core/idempotency";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { computeReturn } from "../../core/sale/return-line";
import { requireNoOpenShift, requireOpenShift } from "../../core/shift/shift-state";
import { requireCurrentVersion } from "../../core/version";
import { firstOf, on, quantityField } from "./fields";

type Played = Readonly<Record<string, unknown>>;

const ACCEPTED: Played = { error: false };

/** What a described action comes to here, told by its words; the first that fits is played. */
const SCENARIOS: readonly (readonly [words: RegExp, play: () => Played])[] = [
  [
    /\b(same|identical)\b.*\b(key|request|uuid|uid)\b|\b(retried|retry|resent|sent twice)\b/,
    resend,
  ],
  [/\b(return|refund)\w*\b.*\b(twice|again|two tills|both|more than)\b/, returnTwice],
  [/\bclos\w+\b.*\b(twice|again|already closed|not open|never opened)\b/, closeTwice],
  [
    /\bopen\w*\b.*\b(second|another|already|twice|while)\b.*\b(session|shift|register)\b/,
    openTwice,
  ],
  [/\bopen\w*\b.*\b(session|shift|register)\b.*\b(twice|again|already open)\b/, openTwice],
  [/\b(without|no|closed)\b.*\b(session|shift|opening)\b/, sellWithoutShift],
  [/\b(stale|outdated|older version|two sessions|two tabs|both save|save b)\b/, saveInTwoSessions],
];

const described = on(
  z.union([
    z.strictObject({ action: z.string() }),
    z.strictObject({ actions: z.array(z.string()).transform((steps) => steps.join(", ")) }),
  ]),
  (input) => {
    const text = ("action" in input ? input.action : input.actions).toLowerCase();
    return SCENARIOS.find(([words]) => words.test(text))?.[1]() ?? null;
  },
);

const versions = on(
  z.strictObject({ stated_version: z.number().int(), current_version: z.number().int() }),
  ({ stated_version, current_version }) => {
    requireCurrentVersion(stated_version, current_version);
    return ACCEPTED;
  },
);

const returns = on(
  z.strictObject({ sold_quantity: quantityField, returned_quantities: z.array(quantityField) }),
  ({ sold_quantity, returned_quantities }) => {
    returnParts(sold_quantity, returned_quantities);
    return ACCEPTED;
  },
);

/** Two people at one thing: drafts, returns, requests and shifts. */
export const computePeerScenario = firstOf(versions, returns, described);

function saveInTwoSessions(): Played {
  let currentVersion = 1;
  const open = () => {
    const readVersion = currentVersion;
    return () => {
      requireCurrentVersion(readVersion, currentVersion);
      currentVersion += 1;
    };
  };
  const saves = [open(), open()];
  for (const save of saves) save();
  return ACCEPTED;
}

function returnTwice(): Played {
  returnParts(1000, [1000, 1000]);
  return ACCEPTED;
}

function returnParts(soldQuantityMilli: number, quantities: readonly number[]): void {
  let returnedBeforeMilli = 0;
  for (const quantity of quantities) {
    const nothing = { subtotalMinor: 0, discountMinor: 0, netMinor: 0, taxMinor: 0, grossMinor: 0 };
    computeReturn(
      {
        saleId: "sale",
        lineId: "line",
        receiptNumber: "1",
        soldQuantityMilli,
        returnedBeforeMilli,
        sold: { ...nothing, points: 0, taxes: [] },
      },
      quantityMilli(quantity),
    );
    returnedBeforeMilli += quantity;
  }
}

function resend(): Played {
  const sales = new Map<string, { requestSha256: string; answer: number }>();
  const record = (key: string, requestSha256: string): number => {
    const known = sales.get(key);
    if (known) return answerAgain(known, requestSha256);
    sales.set(key, { requestSha256, answer: sales.size + 1 });
    return sales.size;
  };
  const answers = [record("key", "sale"), record("key", "sale")];
  return { ...ACCEPTED, created: sales.size, same_answer: answers[0] === answers[1] };
}

function openTwice(): Played {
  let shift: string | null = null;
  for (const next of ["first", "second"]) {
    requireNoOpenShift(shift);
    shift = next;
  }
  return ACCEPTED;
}

function closeTwice(): Played {
  let shift: string | null = "open";
  for (let attempt = 0; attempt < 2; attempt += 1) {
    requireOpenShift(shift);
    shift = null;
  }
  return ACCEPTED;
}

function sellWithoutShift(): Played {
  requireOpenShift(null);
  return { ...ACCEPTED, total: minor(0) };
}
