import { minor } from "../../core/money/minor";
import { ratePpm } from "../../core/tax/rate";
import type { TaxGroup, TaxRate } from "../../core/tax/tax-group";
import type { Chance } from "./chance";

const RATES = [0, 30_000, 50_000, 80_000, 82_500, 88_750, 160_000, 200_000, 255_000];

/** Groups of every shape that a shop can have; the first is always a plain percentage. */
export function randomTaxGroups(chance: Chance): TaxGroup[] {
  const makers = [plain, exempt, stacked, duty, dated, component, mixed, division];
  return [
    { code: "T0", name: "Group 0", rates: plain(chance) },
    ...chance.list(4, (index) => ({
      code: `T${index + 1}`,
      name: `Group ${index + 1}`,
      rates: chance.pick(makers)(chance),
    })),
  ];
}

function percent(chance: Chance, code: string): TaxRate {
  const rate = ratePpm(chance.pick(RATES));
  return { code, name: `Tax ${code}`, ratePpm: rate, kind: "percent", isCompound: false };
}

function plain(chance: Chance): TaxRate[] {
  return [percent(chance, "V")];
}

function exempt(): TaxRate[] {
  return [];
}

/** A second tax on the first. */
function stacked(chance: Chance): TaxRate[] {
  return [percent(chance, "E"), { ...percent(chance, "V"), isCompound: true }];
}

/** So much a unit, and a percentage on both. */
function duty(chance: Chance): TaxRate[] {
  return [
    {
      code: "D",
      name: "Duty",
      ratePpm: ratePpm(0),
      kind: "fixed_per_unit",
      amountMinor: minor(chance.integer(1, 50)),
      isCompound: false,
    },
    { ...percent(chance, "V"), isCompound: chance.is(0.5) },
  ];
}

/** One rate until the end of a day, another from the next. */
function dated(chance: Chance): TaxRate[] {
  const turn = chance.pick(["2026-03-01", "2026-04-30", "2026-05-01", "2026-09-01"]);
  return [
    { ...percent(chance, "V"), validUntil: turn },
    { ...percent(chance, "V"), validFrom: turn },
  ];
}

/** A state, a county and a city rate beside each other. */
function component(chance: Chance): TaxRate[] {
  return [percent(chance, "S"), percent(chance, "C"), percent(chance, "M")];
}

/** One inside the price, one on top, whatever the list says. */
function mixed(chance: Chance): TaxRate[] {
  return [
    { ...percent(chance, "I"), isIncluded: true },
    { ...percent(chance, "O"), isIncluded: false, isCompound: chance.is(0.5) },
  ];
}

function division(chance: Chance): TaxRate[] {
  return [
    { ...percent(chance, "Q"), ratePpm: ratePpm(chance.pick([50_000, 180_000])), kind: "division" },
  ];
}
