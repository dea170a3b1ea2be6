import { expect, test } from "vitest";
import { splitName } from "./split-name";

test.each([
  ["Brookside fresh milk 500 ml", "360.00", "Brookside fresh milk 500 ml", ""],
  [
    "Ariel washing powder Lavender Fresh 2.5 kg",
    "980.00",
    "Ariel washing powder",
    "Lavender Fresh 2.5 kg",
  ],
  ["Ramtons gas cooker 4 burners", "38,535.00", "Ramtons gas cooker 4", "burners"],
  ["Donaudampfschifffahrtskapitaensmuetze", "1.00", "Donaudampfschifffahrtskapitaensmuetze", ""],
])("%s beside %s", (name, amount, head, tail) => {
  expect(splitName(name, amount)).toEqual({ head, tail });
});
