import { parseProductTable } from "./parse-product-table";

export const DUKA_SUGAR_TEA = parseProductTable({
  categoryCode: "SUG",
  products: `
SUG-0001 | Kabras sugar 500 g               | 6161705000604 |  80     62 B  22  3 | 16 18 16
SUG-0002 | Kabras sugar 1 kg                | 6161705000611 | 155 121.50 B  97 11 | 66 56 60
SUG-0003 | Kabras sugar 2 kg                | 6161705000666 | 306    245 B  38  4 | 24 24 22
SUG-0004 | Mumias sugar 1 kg                | 6161362000535 | 154 119.50 B  22  3 | 14 12 14
SUG-0005 | Zesta icing sugar 500 g          | 6161481000577 | 165 127.50 B   4  1 | 7 7 7
SUG-0007 | Ketepa Pride tea 100 g           | 6161575000643 |  82     64 B  24  3 | 18 18 18
SUG-0008 | Ketepa Pride tea 250 g           | 6161575000759 | 195 150.50 B  66  8 | 44 36 32
SUG-0010 | Ketepa Pride tea 500 g           | 6161575000834 | 380    296 B  10  1 | 7 6 5
SUG-0012 | Ketepa Pride tea bags 100 pieces | 6161575000858 | 310    238 B  12  1 | 8 8 6
SUG-0013 | Fahari ya Kenya tea 100 g        | 6161608000381 |  76     60 B  18  3 | 20 18 14
SUG-0014 | Fahari ya Kenya tea 250 g        | 6161608000398 | 178    141 B  22  3 | 16 12 12
SUG-0016 | Kericho Gold tea bags 25 pieces  | 6161210000397 | 145    113 B  14  2 | 9 8 8
SUG-0017 | Kericho Gold ginger tea 20 bags  | 6161210000410 | 248    195 B   6  1 | 8 8 7
SUG-0018 | Melvin's masala tea 100 g        | 6161649000333 | 185    146 B   7  1 | 7 7 7
SUG-0019 | Nescafe classic 50 g             | 6005158000920 | 335    268 B  13  2 | 9 8 8
SUG-0021 | Nescafe classic 100 g            | 6005158000944 | 620    474 B   6  1 | 4 4 4
SUG-0023 | Nescafe classic sachet 1.8 g     | 6005158000968 |  12   9.60 B  24  3 | 18 16 16
SUG-0025 | Africafe instant coffee 50 g     | 6161297000976 | 265    212 B   7  1 | 9 8 6
SUG-0026 | Dormans ground coffee 250 g      | 6161381000660 | 595    466 B   4  1 | 4 4 3
SUG-0027 | Milo drink 200 g                 | 6161643000780 | 335    260 B   7  1 | 4 4 4
SUG-0028 | Cadbury drinking chocolate 100 g | 5003264000965 | 210    162 B   8  1 | 8 8 8
SUG-0029 | Cadbury drinking chocolate 225 g | 5003264000996 | 395    308 B   9  1 | 6 6 5
SUG-0030 | Raha drinking chocolate 100 g    | 6161876000588 | 175    138 B   8  1 | 8 7 7
SUG-0032 | Zesta mixed fruit jam 500 g      | 6161481000607 | 265    212 B   9  1 | 8 7 7
SUG-0033 | Peptang strawberry jam 300 g     | 6161498000607 | 185 142.50 B   6  1 | 7 7 6
SUG-0035 | Nuteez peanut butter 250 g       | 6161658000393 | 220    168 B  10  1 | 8 7 7
SUG-0037 | Nuteez peanut butter 400 g       | 6161658000423 | 345    265 B   8  1 | 6 4 5
SUG-0038 | Kitui acacia honey 500 g         | 6161884000686 | 480    442 A   5  1 | 4 4 3
  `,
  cartons: `
SUG-0002 6161705000628 20
SUG-0003 6161705000734 10
SUG-0008 6161575000827 24
SUG-0023 6005158000999 48
  `,
  families: `
Kabras sugar / Size
SUG-0001 500 g
SUG-0002 1 kg
SUG-0003 2 kg
Ketepa Pride tea / Size
SUG-0007 100 g
SUG-0008 250 g
SUG-0010 500 g
Fahari ya Kenya tea / Size
SUG-0013 100 g
SUG-0014 250 g
Nescafe classic / Size
SUG-0019 50 g
SUG-0021 100 g
Cadbury drinking chocolate / Size
SUG-0028 100 g
SUG-0029 225 g
Nuteez peanut butter / Size
SUG-0035 250 g
SUG-0037 400 g
  `,
});
