import { parseProductTable } from "./parse-product-table";

export const BRIGHT_POWER = parseProductTable({
  categoryCode: "POW",
  products: `
POW-0001 | Masterplug 4 way extension 2 m | 5084369000135 |  8.60 5.25 S   6  3 | 20
POW-0002 | Duracell Plus AA, pack of 8    | 5096112000453 |  6.20 3.80 S  10  3 | 16
POW-0003 | Duracell Plus AAA, pack of 8   | 5096112000460 |  6.20 3.75 S   8  3 | 18
POW-0004 | MK 13 A plug, white            | 5055022000564 |  2.10 1.35 S   8  3 | 18
POW-0005 | Passive infrared light sensor  | 5032674000593 | 13.40 8.40 R   3  3 | 18
POW-0006 | Lighting timer switch 7 day    | 5076813000679 | 12.90 7.80 R   3  3 | 18
  `,
});
