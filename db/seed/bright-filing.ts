import { parseProductTable } from "./parse-product-table";

export const BRIGHT_FILING = parseProductTable({
  categoryCode: "FIL",
  products: `
FIL-0001 | Eastlight lever arch file A4 black    | 5071795000969 |  2.20  1.30 S  10  3 | 18
FIL-0002 | Eastlight lever arch file A4 blue     | 5071795000983 |  2.20  1.25 S   7  3 | 18
FIL-0003 | Eastlight lever arch file A4 red      | 5071795000990 |  2.20  1.35 S   5  3 | 16
FIL-0004 | Guildhall square cut folders, 100     | 5076898000373 | 14.95  9.10 S   3  3 | 16
FIL-0005 | Punched pockets A4, pack of 100       | 5047198000790 |  3.10  1.85 S  11  3 | 20
FIL-0006 | Subject dividers A4, 10 part          | 5035427000673 |  1.05  0.60 S   7  3 | 20
FIL-0007 | Bankers Box archive box, pack of 10   | 5078631000558 | 21.50 13.25 S   3  3 | 20
FIL-0008 | Avery address labels L7160, 25 sheets | 5099279000786 |  9.40  5.60 S   5  3 | 18
  `,
  families: `
Eastlight lever arch file / Colour
FIL-0001 Black
FIL-0002 Blue
FIL-0003 Red
  `,
});
