import { parseProductTable } from "./parse-product-table";

export const DUKA_STATIONERY = parseProductTable({
  categoryCode: "STA",
  products: `
STA-0001 | Kartasi exercise book 96 pages  | 6161708000151 |  55    35 B  12  3 | 16 16 18
STA-0002 | Kartasi exercise book 200 pages | 6161708000175 |  98 63.50 B   9  3 | 16 16 18
STA-0004 | Bic Cristal pen blue            | 6005777000189 |  25 15.85 B  16  3 | 16 16 16
STA-0005 | Bic Cristal pen black           | 6005777000202 |  25 15.95 B  10  3 | 16 16 16
STA-0006 | Bic Cristal pen red             | 6005777000240 |  25 16.40 B   5  3 | 18 18 16
STA-0007 | Nataraj pencil HB               | 6161376000903 |  15  9.95 B  12  3 | 16 16 16
STA-0009 | Eraser, white                   | 6161483000841 |  15  9.90 B   5  3 | 16 16 16
STA-0010 | Ruler, 30 cm                    | 6161800000257 |  35    23 B   4  3 | 18 16 14
STA-0011 | Oxford mathematical set         | 5004056000309 | 280   187 B   2  1 | 8 8 7
STA-0013 | Sellotape 18 mm                 | 6161556000341 |  60    40 B   4  3 | 18 16 16
STA-0014 | Brown envelope A4               | 6161697000545 |  10  6.60 B   8  3 | 18 16 16
STA-0015 | Rotatrim A4 paper, ream         | 6005148000114 | 695   449 B   3  1 | 4 4 3
  `,
  cartons: `
STA-0001 6161708000168 12
STA-0004 6005777000196 50
STA-0005 6005777000219 50
STA-0006 6005777000356 50
  `,
  families: `
Kartasi exercise book / Pages
STA-0001 96
STA-0002 200
Bic Cristal pen / Colour
STA-0004 Blue
STA-0005 Black
STA-0006 Red
  `,
});
