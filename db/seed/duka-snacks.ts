import { parseProductTable } from "./parse-product-table";

export const DUKA_SNACKS = parseProductTable({
  categoryCode: "SNA",
  products: `
SNA-0001 | Tropical Heat crisps salted 50 g  | 6161712001113 |  70    51 B  24  3 | 16 16 16
SNA-0003 | Tropical Heat crisps salted 100 g | 6161712001120 | 135   101 B  12  1 | 8 7 7
SNA-0005 | Tropical Heat crisps chilli 50 g  | 6161712001168 |  70 51.50 B  18  3 | 16 16 18
SNA-0007 | Tropical Heat crisps chilli 100 g | 6161712001175 | 135   101 B   9  1 | 8 8 6
SNA-0008 | Tropical Heat chevda 100 g        | 6161712001205 | 140   103 B   6  1 | 8 8 7
SNA-0010 | Krackles tomato crisps 30 g       | 6161319000311 |  35 25.50 B  16  3 | 18 18 14
SNA-0012 | Pringles original 165 g           | 5004075000748 | 485   364 B   4  1 | 4 4 3
SNA-0013 | Salted peanuts 100 g              | 6161579000731 | 115 83.50 B  10  1 | 8 7 6
SNA-0014 | Njugu karanga 50 g                | 6161199000173 |  45 32.50 B  16  3 | 20 16 16
SNA-0016 | Manji digestive biscuits 200 g    | 6161194000888 | 132    98 B  12  1 | 9 7 8
SNA-0017 | Manji ginger biscuits 200 g       | 6161194000901 | 125    93 B   9  1 | 7 8 7
SNA-0018 | Britania marie biscuits 200 g     | 6161619000172 |  88 63.50 B  12  3 | 18 18 18
SNA-0019 | Nuvita glucose biscuits 40 g      | 6161397000449 |  15 11.15 B  26  3 | 16 18 18
SNA-0020 | Kenafric tropical mints 20 g      | 6161335000869 |  15 10.80 B  18  3 | 16 16 14
SNA-0021 | Big G bubble gum                  | 6161830000159 |   5  3.65 B  24  3 | 18 18 16
SNA-0022 | PK spearmint gum                  | 6003745000841 |  12  8.90 B  18  3 | 20 16 14
SNA-0023 | Cadbury Dairy Milk 37 g           | 5003264001108 | 115 85.50 B  12  1 | 8 8 7
SNA-0024 | Cadbury Dairy Milk 80 g           | 5003264001214 | 235   175 B   8  1 | 8 8 7
SNA-0026 | Kit Kat two fingers               | 6002140000593 |  95    69 B  10  3 | 18 16 18
SNA-0027 | Snickers bar 50 g                 | 5009082000552 | 135 97.50 B   8  1 | 8 8 6
  `,
  cartons: `
SNA-0019 6161397000456 48
SNA-0021 6161830000227 100
  `,
  families: `
Tropical Heat crisps / Size, Flavour
SNA-0001 50 g, Salted
SNA-0003 100 g, Salted
SNA-0005 50 g, Chilli lemon
SNA-0007 100 g, Chilli lemon
Cadbury Dairy Milk / Size
SNA-0023 37 g
SNA-0024 80 g
  `,
});
