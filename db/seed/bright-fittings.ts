import { parseProductTable } from "./parse-product-table";

export const BRIGHT_FITTINGS = parseProductTable({
  categoryCode: "FIT",
  products: `
FIT-0001 | Anglepoise Type 75 desk lamp, black | 5079048000704 |   145 89.50 S   1  1 | 7
FIT-0002 | Dar clamp lamp, brushed steel       | 5072895000866 | 32.50    20 S   2  3 | 16
FIT-0003 | Luceco LED panel 600 x 600 36 W     | 5048780000914 | 24.90 15.55 S   5  3 | 18
FIT-0004 | Luceco LED batten 5 ft 40 W         | 5048780000983 | 29.50    19 S   4  3 | 20
FIT-0005 | Aurora fire rated downlight, white  | 5081018000669 |  7.95     5 S  10  3 | 18
FIT-0006 | Eterna bulkhead round 12 W, white   | 5060586000660 | 19.80 12.50 S   4  3 | 16
FIT-0008 | Pendant set B22, white              | 5049993000579 |  3.60  2.25 S   8  3 | 18
  `,
});
