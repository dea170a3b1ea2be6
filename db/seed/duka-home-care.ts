import { parseProductTable } from "./parse-product-table";

export const DUKA_HOME_CARE = parseProductTable({
  categoryCode: "HOM",
  products: `
HOM-0001 | Menengai bar soap 800 g          | 6161466000202 | 178 131.50 B  54  6 | 36 36 36
HOM-0002 | Menengai bar soap 200 g          | 6161466000240 |  48  36.50 B  14  3 | 18 16 16
HOM-0003 | Jamaa bar soap 800 g             | 6161660000879 | 174    133 B  22  3 | 16 16 12
HOM-0004 | Omo washing powder 200 g         | 6161823000296 |  88     67 B  18  3 | 16 18 16
HOM-0005 | Omo washing powder 500 g         | 6161823000302 | 215    162 B  20  2 | 12 12 12
HOM-0006 | Omo washing powder 1 kg          | 6161823000326 | 415    318 B  14  2 | 10 10 9
HOM-0007 | Ariel washing powder 500 g       | 6161732000844 | 225    169 B  14  2 | 9 8 8
HOM-0008 | Ariel washing powder 1 kg        | 6161732000882 | 435    325 B   9  1 | 6 6 5
HOM-0009 | Sunlight washing powder 500 g    | 6161795000904 | 195 147.50 B  12  1 | 8 7 7
HOM-0010 | Toss washing powder 500 g        | 6161458000722 | 160    118 B   9  1 | 9 7 7
HOM-0011 | Sunlight dish liquid 400 ml      | 6161795000911 | 165 125.50 B  10  1 | 8 8 7
HOM-0013 | Morning Fresh dish liquid 450 ml | 6161379000375 | 278    214 B   7  1 | 9 8 6
HOM-0014 | Axion dish paste 400 g           | 6161431000893 | 158    118 B   9  1 | 8 8 7
HOM-0015 | Jik bleach 750 ml                | 6161359000173 | 195 144.50 B  14  2 | 8 8 8
HOM-0016 | Jik bleach 1.5 L                 | 6161359000180 | 348    270 B   5  1 | 4 4 4
HOM-0017 | Harpic toilet cleaner 500 ml     | 6161298000289 | 325    243 B   9  1 | 6 6 5
HOM-0018 | Vim scouring powder 500 g        | 6161741000248 | 115  85.50 B   6  1 | 9 7 7
HOM-0019 | Sta-Soft fabric softener 500 ml  | 6003450000471 | 218    162 B   6  1 | 8 8 8
HOM-0021 | Doom insect killer 300 ml        | 6003859000652 | 365    274 B   7  1 | 5 4 4
HOM-0023 | Mortein mosquito coils 10 pieces | 6161259000204 |  90     68 B   8  3 | 18 16 18
HOM-0025 | Rosy toilet tissue 4 rolls       | 6161588000425 | 158 121.50 B  26  3 | 16 14 16
HOM-0026 | Rosy toilet tissue 10 rolls      | 6161588000432 | 360    273 B  16  2 | 12 9 8
HOM-0027 | Velvex kitchen towel 2 rolls     | 6161140000542 | 238    177 B   7  1 | 8 7 7
HOM-0028 | Fay serviettes 100 pieces        | 6161584000832 |  95     73 B   9  3 | 18 18 18
HOM-0029 | Steel wool, pack of 12           | 6161311000593 |  65     50 B   7  3 | 18 16 18
HOM-0030 | Kiwi shoe polish black 40 ml     | 6161716000150 | 130     97 B   7  1 | 8 8 7
HOM-0031 | Kiwi shoe polish brown 40 ml     | 6161716000181 | 130  96.50 B   4  1 | 8 8 7
HOM-0032 | Garbage bags large, 20 pieces    | 6161677000510 | 195    151 B   6  1 | 8 7 7
  `,
  cartons: `
HOM-0001 6161466000233 25
HOM-0005 6161823000319 24
  `,
  families: `
Menengai bar soap / Size
HOM-0001 800 g
HOM-0002 200 g
Omo washing powder / Size
HOM-0004 200 g
HOM-0005 500 g
HOM-0006 1 kg
Ariel washing powder / Size
HOM-0007 500 g
HOM-0008 1 kg
Jik bleach / Size
HOM-0015 750 ml
HOM-0016 1.5 L
Rosy toilet tissue / Size
HOM-0025 4 rolls
HOM-0026 10 rolls
Kiwi shoe polish / Colour
HOM-0030 Black
HOM-0031 Brown
  `,
});
