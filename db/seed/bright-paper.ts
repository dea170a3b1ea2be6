import { parseProductTable } from "./parse-product-table";

export const BRIGHT_PAPER = parseProductTable({
  categoryCode: "PAP",
  products: `
PAP-0001 | Conqueror laid paper A4 cream, 100     | 5043125000536 | 14.50  8.80 S   3  3 | 20
PAP-0002 | Navigator copier paper A4 80 gsm, ream | 5048315000723 |  4.75  2.95 S  20  6 | 32
PAP-0003 | Navigator copier paper A3 80 gsm, ream | 5048315000761 | 10.20  6.10 S   5  3 | 20
PAP-0004 | Rhino refill pad A4 ruled, 160 pages   | 5035064000814 |  2.65  1.60 S  10  3 | 18
PAP-0005 | Silvine memo book A6                   | 5082219000540 |  1.10  0.65 S   6  3 | 16
PAP-0006 | Pukka jotta pad A4, 200 pages          | 5036231000927 |  3.85  2.40 S   8  3 | 18
PAP-0007 | Black n' Red notebook A5 casebound     | 5037792000531 |  6.40  3.85 S   6  3 | 18
PAP-0008 | Black n' Red notebook A4 casebound     | 5037792000548 |  8.95  5.45 S   7  3 | 18
PAP-0010 | Post-it notes 76 x 76 mm, yellow       | 5025922000551 |  1.45  0.90 S  12  3 | 22
PAP-0012 | Blake DL envelopes white, box of 500   | 5042480000496 | 18.75 11.50 S   5  3 | 16
PAP-0013 | Blake C5 envelopes manilla, pack of 50 | 5042480000502 |  4.20  2.70 S   6  3 | 16
  `,
  cartons: `
PAP-0002 5048315000730 5
PAP-0010 5025922000629 12
  `,
  families: `
Navigator copier paper / Size
PAP-0002 A4
PAP-0003 A3
Black n' Red notebook / Size
PAP-0007 A5
PAP-0008 A4
  `,
});
