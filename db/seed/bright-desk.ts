import { parseProductTable } from "./parse-product-table";

export const BRIGHT_DESK = parseProductTable({
  categoryCode: "DSK",
  products: `
DSK-0001 | Rexel Bambi stapler               | 5043411000615 | 4.60 2.85 S   4  3 | 18
DSK-0002 | Rexel staples No. 56, box of 5000 | 5043411000622 | 1.85 1.10 S   8  3 | 20
DSK-0003 | Swordfish scissors 210 mm         | 5037802000865 | 2.75 1.65 S   4  3 | 20
DSK-0005 | Sellotape clear 24 mm x 66 m      | 5025714000295 | 1.60 0.95 S  10  3 | 18
DSK-0007 | Pritt Stick 43 g                  | 5091784000916 | 2.45 1.40 S   7  3 | 18
DSK-0008 | Casio MX-8B desk calculator       | 5057124000695 | 7.25 4.20 S   3  3 | 20
DSK-0009 | Durable desk tidy, charcoal       | 5074949000624 | 8.80 5.25 S   2  3 | 16
  `,
  cartons: `
DSK-0005 5025714000301 12
  `,
});
