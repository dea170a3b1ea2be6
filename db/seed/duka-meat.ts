import { parseProductTable } from "./parse-product-table";

export const DUKA_MEAT = parseProductTable({
  categoryCode: "MEA",
  products: `
PLU-5201 | Beef, boneless                      | -             | 720 607 A  14  1 | 6 5 5
PLU-5202 | Beef, on the bone                   | -             | 620 532 A  18  1 | 6 5 5
PLU-5203 | Minced beef                         | -             | 740 632 A  12  1 | 6 5 5
PLU-5204 | Goat meat                           | -             | 840 697 A   7  1 | 6 6 6
PLU-5205 | Chicken, whole                      | -             | 560 470 A  12  1 | 7 5 6
PLU-5206 | Matumbo                             | -             | 400 336 A   6  1 | 6 5 5
PLU-5207 | Tilapia, whole                      | -             | 600 490 A   6  1 | 6 5 5
PLU-5208 | Omena, dried                        | -             | 560 481 A   6  1 | 6 6 5
MEA-0001 | Farmer's Choice beef sausages 500 g | 6161511000690 | 445 316 B  14  1 | 4 4 3
MEA-0002 | Farmer's Choice smokies, pack of 22 | 6161511000713 | 610 446 B   9  1 | 4 4 4
MEA-0003 | Farmer's Choice back bacon 200 g    | 6161511000751 | 395 286 B   4  1 | 4 4 4
MEA-0004 | Kenchic chicken sausages 500 g      | 6161124000841 | 465 344 B   7  1 | 4 4 3
MEA-0005 | Kenchic chicken nuggets 400 g       | 6161124000858 | 540 384 B   3  1 | 4 3 3
  `,
  cartons: `
MEA-0001 6161511000706 20
  `,
});
