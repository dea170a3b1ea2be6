import { parseProductTable } from "./parse-product-table";

export const DUKA_OIL_SPICE = parseProductTable({
  categoryCode: "OIL",
  products: `
OIL-0001 | Fresh Fri cooking oil 500 ml     | 6161510000738 |  175 136.50 B  28  3 | 20 16 16
OIL-0003 | Fresh Fri cooking oil 1 L        | 6161510000844 |  325    246 B  36  4 | 24 22 20
OIL-0004 | Fresh Fri cooking oil 2 L        | 6161510000967 |  630    482 B  78  9 | 52 44 40
OIL-0005 | Fresh Fri cooking oil 3 L        | 6161510001087 |  930    737 B  12  1 | 7 8 6
OIL-0006 | Fresh Fri cooking oil 5 L        | 6161510001094 | 1540   1201 B   7  1 | 4 4 4
OIL-0008 | Rina vegetable oil 1 L           | 6161634000362 |  318    247 B  22  3 | 14 14 14
OIL-0009 | Rina vegetable oil 2 L           | 6161634000379 |  615    484 B  16  2 | 10 10 9
OIL-0010 | Golden Fry vegetable oil 1 L     | 6161686000969 |  312    245 B  14  2 | 8 8 8
OIL-0011 | Elianto corn oil 1 L             | 6161208000767 |  415    322 B   7  1 | 4 4 4
OIL-0013 | Elianto corn oil 2 L             | 6161208000781 |  815    624 B   5  1 | 4 3 3
OIL-0014 | Kimbo cooking fat 500 g          | 6161155000322 |  205    158 B  18  2 | 12 12 11
OIL-0016 | Kimbo cooking fat 1 kg           | 6161155000353 |  395    309 B  10  1 | 7 7 6
OIL-0017 | Kasuku cooking fat 500 g         | 6161886000233 |  198    153 B  12  1 | 8 7 7
OIL-0018 | Royco mchuzi mix 75 g            | 6161817000691 |   65  50.50 B  60  7 | 40 40 32
OIL-0019 | Royco mchuzi mix 200 g           | 6161817000721 |  155    118 B  14  2 | 10 8 7
OIL-0020 | Royco beef cubes 10 pieces       | 6161817000752 |   60     46 B  18  3 | 16 18 14
OIL-0021 | Kensalt iodised salt 500 g       | 6161471000389 |   25     19 B  24  3 | 20 18 16
OIL-0022 | Kensalt iodised salt 1 kg        | 6161471000402 |   42     32 B  22  3 | 20 18 18
OIL-0023 | Tropical Heat pilau masala 50 g  | 6161712000895 |  120     92 B  12  1 | 9 8 7
OIL-0024 | Tropical Heat curry powder 100 g | 6161712000901 |  145 113.50 B   9  1 | 9 8 7
OIL-0025 | Tropical Heat turmeric 50 g      | 6161712000970 |   95  73.50 B   6  3 | 18 18 16
OIL-0027 | Tropical Heat black pepper 50 g  | 6161712001007 |  158    121 B   6  1 | 8 8 7
OIL-0029 | Kenylon tomato paste 400 g       | 6161777000892 |  185 140.50 B   8  1 | 9 8 7
OIL-0030 | Tomato paste sachet 70 g         | 6161692000144 |   30     23 B  26  3 | 18 16 14
OIL-0031 | Peptang tomato sauce 400 g       | 6161498000621 |  175 134.50 B  11  1 | 8 8 8
OIL-0032 | Peptang chilli sauce 400 g       | 6161498000645 |  180    137 B   6  1 | 7 8 7
OIL-0034 | Heinz baked beans 415 g          | 5006222000526 |  245    185 B   7  1 | 8 7 8
OIL-0035 | Nola mayonnaise 380 g            | 6009052000468 |  335    264 B   5  1 | 4 4 3
OIL-0036 | Zesta white vinegar 700 ml       | 6161481000676 |  130 102.50 B   5  1 | 8 7 8
OIL-0037 | Kentaste coconut milk 400 ml     | 6161620000932 |  275    215 B   5  1 | 9 7 7
OIL-0039 | Sea Pride tuna flakes 170 g      | 6161792000754 |  245    192 B   4  1 | 9 8 6
  `,
  cartons: `
OIL-0003 6161510000950 12
OIL-0004 6161510001070 6
OIL-0018 6161817000714 48
OIL-0021 6161471000396 40
OIL-0030 6161692000151 50
  `,
  families: `
Fresh Fri cooking oil / Size
OIL-0001 500 ml
OIL-0003 1 L
OIL-0004 2 L
OIL-0005 3 L
OIL-0006 5 L
Rina vegetable oil / Size
OIL-0008 1 L
OIL-0009 2 L
Kimbo cooking fat / Size
OIL-0014 500 g
OIL-0016 1 kg
Royco mchuzi mix / Size
OIL-0018 75 g
OIL-0019 200 g
Kensalt iodised salt / Size
OIL-0021 500 g
OIL-0022 1 kg
  `,
});
