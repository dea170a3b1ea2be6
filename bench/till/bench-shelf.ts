/** A product of the benchmark's shop; its place in the shelf decides everything about it. */
export type ShelfProduct = {
  readonly sku: string;
  readonly name: string;
  readonly barcode: string;
  readonly priceMinor: number;
  readonly popularity: number;
  readonly categoryCode: string;
  readonly taxGroupCode: string;
};

const BRANDS = [
  "Jogoo",
  "Brookside",
  "Kabras",
  "Ketepa",
  "Royco",
  "Menengai",
  "Pishori",
  "Supa",
  "Soko",
  "Ndovu",
  "Kimbo",
  "Daima",
];
const GOODS = [
  "maize flour",
  "fresh milk",
  "white sugar",
  "green tea",
  "mchuzi mix",
  "bar soap",
  "basmati rice",
  "cooking oil",
  "wheat flour",
  "body lotion",
  "exercise book",
  "drinking water",
  "tomato sauce",
  "instant coffee",
];
const KINDS = ["classic", "extra", "family", "gold", "home", "mini", "plain", "royal", "soft"];

export const CATEGORIES = Array.from({ length: 12 }, (_, at) => ({
  code: `c${at}`,
  name: `Category ${at + 1}`,
  hue: at * 30,
  icon: "package",
  position: at + 1,
}));

/** Always the same shelf for the same count: distinct names, SKUs and valid EAN-13 codes. */
export function buildShelf(count: number): ShelfProduct[] {
  return Array.from({ length: count }, (_, at) => shelfProduct(at));
}

function shelfProduct(at: number): ShelfProduct {
  const brand = `${pick(BRANDS, at)}${Math.floor(at / 60) % 1_700}`;
  const size = `${50 + ((at * 37) % 950)} g`;
  return {
    sku: `B-${String(at).padStart(6, "0")}`,
    name: `${brand} ${pick(GOODS, at * 5 + 1)} ${pick(KINDS, at * 7 + 3)} ${size}`,
    barcode: ean13(`616${String(at).padStart(9, "0")}`),
    priceMinor: 1_000 + ((at * 7_919) % 90_000),
    popularity: (at * 31) % 9_973,
    categoryCode: `c${at % CATEGORIES.length}`,
    taxGroupCode: at % 3 === 0 ? "A" : "B",
  };
}

function pick(words: readonly string[], at: number): string {
  return words[at % words.length] ?? "";
}

function ean13(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
