import { parseProductTable } from "./parse-product-table";

export const BRIGHT_PENS = parseProductTable({
  categoryCode: "PEN",
  products: `
PEN-0001 | Bic Cristal ballpoint blue, box of 50  | 5074987000914 | 9.90 5.85 S   8  3 | 20
PEN-0002 | Bic Cristal ballpoint black, box of 50 | 5074987000921 | 9.90 5.60 S   9  3 | 18
PEN-0004 | Pilot V5 rollerball blue               | 5074077000282 | 1.85 1.10 S   7  3 | 18
PEN-0005 | Pilot V5 rollerball black              | 5074077000312 | 1.85 1.05 S   8  3 | 16
PEN-0006 | Sharpie fine marker black              | 5056261000643 | 1.15 0.70 S  12  3 | 18
PEN-0007 | Stabilo Boss highlighter yellow        | 5011075000418 | 0.95 0.55 S  10  3 | 18
PEN-0008 | Stabilo Boss highlighter pink          | 5011075000524 | 0.95 0.55 S   6  3 | 20
PEN-0009 | Staedtler HB pencils, tin of 12        | 5044278000374 | 3.75 2.10 S   7  3 | 16
PEN-0010 | Berol drywipe markers, pack of 4       | 5040585000816 | 3.30    2 S   6  3 | 18
PEN-0012 | Tipp-Ex Mini Pocket Mouse              | 5064698000754 | 1.90 1.10 S   5  3 | 20
  `,
  cartons: `
PEN-0006 5056261000650 12
  `,
  families: `
Bic Cristal ballpoint / Colour
PEN-0001 Blue
PEN-0002 Black
Pilot V5 rollerball / Colour
PEN-0004 Blue
PEN-0005 Black
Stabilo Boss highlighter / Colour
PEN-0007 Yellow
PEN-0008 Pink
  `,
});
