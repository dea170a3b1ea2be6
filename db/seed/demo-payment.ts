import type { DemoRandom } from "./demo-random";

export type DemoTender = "cash" | "mpesa" | "card";

/** Hand over the next multiple of this amount: 500.00 for somebody who pays with such notes. */
export type CashTenderedRule = { readonly roundUpToMinor: number };

export type DemoPayment = {
  readonly tender: DemoTender;
  /** Only for cash. */
  readonly cashTenderedRule?: CashTenderedRule;
  /** M-Pesa code or card approval. */
  readonly reference?: string;
};

const MPESA_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
const MPESA_DAYS = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
/** The first letter of an M-Pesa code is its year: A was 2006. */
const MPESA_YEAR_A = 2006;

/** Cash handed over for `totalMinor` under `rule`; never less than the total. */
export function computeCashTendered(totalMinor: number, rule: CashTenderedRule): number {
  return Math.ceil(totalMinor / rule.roundUpToMinor) * rule.roundUpToMinor;
}

/** How somebody pays about `totalMinor` shillings and cents on a business date. */
export function drawDemoPayment(
  random: DemoRandom,
  totalMinor: number,
  businessDate: string,
): DemoPayment {
  const tender = drawTender(random, totalMinor);
  if (tender === "cash") return { tender, cashTenderedRule: drawCashRule(random, totalMinor) };
  if (tender === "mpesa") return { tender, reference: drawMpesaCode(random, businessDate) };
  return { tender, reference: String(random.between(100_000, 999_999)) };
}

function drawTender(random: DemoRandom, totalMinor: number): DemoTender {
  const tenders: readonly DemoTender[] = ["mpesa", "cash", "card"];
  const [mpesa, cash, card] = tenderWeights(totalMinor);
  const weights: Readonly<Record<DemoTender, number>> = { mpesa, cash, card };
  return random.pick(tenders, (tender) => weights[tender]) ?? "cash";
}

function tenderWeights(totalMinor: number): readonly [number, number, number] {
  if (totalMinor < 20_000) return [48, 51, 1];
  if (totalMinor < 100_000) return [58, 35, 7];
  return [57, 24, 19];
}

/** What is in the purse: the exact sum, or the next coin or note above it. */
function drawCashRule(random: DemoRandom, totalMinor: number): CashTenderedRule {
  const exactMinor = 1;
  const choices: readonly (readonly [roundUpToMinor: number, weight: number])[] =
    totalMinor < 20_000
      ? [
          [exactMinor, 30],
          [1_000, 8],
          [5_000, 22],
          [10_000, 16],
          [20_000, 12],
          [50_000, 5],
          [100_000, 7],
        ]
      : [
          [exactMinor, 18],
          [5_000, 16],
          [10_000, 22],
          [50_000, 20],
          [100_000, 24],
        ];
  const choice = random.pick(choices, ([, weight]) => weight);
  return { roundUpToMinor: choice?.[0] ?? exactMinor };
}

function drawMpesaCode(random: DemoRandom, businessDate: string): string {
  const [year = 0, month = 1, day = 1] = businessDate.split("-").map(Number);
  const yearLetter = String.fromCharCode("A".charCodeAt(0) + ((year - MPESA_YEAR_A) % 26));
  const monthLetter = String.fromCharCode("A".charCodeAt(0) + month - 1);
  let tail = "";
  while (tail.length < 7) tail += MPESA_LETTERS[random.between(0, MPESA_LETTERS.length - 1)] ?? "";
  return `${yearLetter}${monthLetter}${MPESA_DAYS[day] ?? "0"}${tail}`;
}
