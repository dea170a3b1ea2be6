import { parseProductTable } from "./parse-product-table";

export const BRIGHT_BULBS = parseProductTable({
  categoryCode: "BUL",
  products: `
BUL-0001 | Philips LED candle E14 4.3 W        | 8717799000273 | 3.20 2.10 R   9  3 | 18
BUL-0002 | Philips LED candle B22 4.3 W        | 8717799000303 | 3.20 2.05 R   7  3 | 20
BUL-0004 | Philips LED bulb E27 8 W            | 8717799000310 | 2.85 1.75 R  14  4 | 22
BUL-0005 | Philips LED bulb B22 8 W            | 8717799000327 | 2.85 1.80 R  13  4 | 20
BUL-0007 | Crompton LED GU10 5 W, warm white   | 5084423000552 | 2.30 1.45 R  16  5 | 26
BUL-0008 | Crompton LED GU10 5 W, cool white   | 5084423000736 | 2.30 1.45 R  10  3 | 16
BUL-0010 | Crompton LED filament globe E27 7 W | 5084423000781 | 6.75 4.35 R   5  3 | 18
BUL-0011 | Kosnic LED tube T8 4 ft 18 W        | 5035076000789 | 6.10 3.95 R   6  3 | 16
BUL-0012 | Halogen capsule G9 33 W             | 5039586000345 | 1.35 0.85 S   4  3 | 20
  `,
  cartons: `
BUL-0007 5084423000668 10
BUL-0008 5084423000750 10
  `,
  families: `
Philips LED candle / Cap
BUL-0001 E14
BUL-0002 B22
Philips LED bulb / Cap
BUL-0004 E27
BUL-0005 B22
Crompton LED GU10 / Light
BUL-0007 Warm white
BUL-0008 Cool white
  `,
});
