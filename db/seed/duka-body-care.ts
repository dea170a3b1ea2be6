import { parseProductTable } from "./parse-product-table";

export const DUKA_BODY_CARE = parseProductTable({
  categoryCode: "PER",
  products: `
PER-0001 | Colgate Triple Action 70 g     | 6161623000212 | 115     85 B  18  2 | 10 12 10
PER-0002 | Colgate Triple Action 140 g    | 6161623000243 | 225    161 B  20  2 | 14 12 10
PER-0003 | Close Up red hot 120 g         | 6161559000713 | 212    150 B   8  1 | 9 8 8
PER-0004 | Aquafresh toothpaste 75 ml     | 5004395000794 | 190    134 B   7  1 | 8 8 6
PER-0005 | Colgate toothbrush medium      | 6161623000281 | 120     87 B   8  1 | 8 7 6
PER-0007 | Geisha soap aloe 225 g         | 6161365000334 | 138 101.50 B  16  2 | 11 11 9
PER-0008 | Dettol soap original 175 g     | 6161121000493 | 155 113.50 B  10  1 | 8 7 7
PER-0009 | Lifebuoy soap total 175 g      | 6161312000929 | 130  94.50 B   8  1 | 8 8 7
PER-0010 | Protex soap herbal 150 g       | 6161149000741 | 165 118.50 B   6  1 | 9 8 8
PER-0011 | Dove beauty bar 100 g          | 8715597000310 | 198    143 B   4  1 | 9 7 8
PER-0012 | Vaseline jelly original 100 ml | 6003605000165 | 175 124.50 B  10  1 | 9 7 7
PER-0014 | Vaseline jelly original 250 ml | 6003605000271 | 345    244 B   7  1 | 4 4 4
PER-0016 | Arimis milking jelly 90 g      | 6161726000409 |  92     67 B  12  3 | 16 16 16
PER-0018 | Arimis milking jelly 200 g     | 6161726000423 | 168    123 B   9  1 | 7 7 7
PER-0019 | Nice & Lovely lotion 200 ml    | 6161527000479 | 195 139.50 B   9  1 | 8 7 6
PER-0021 | Nice & Lovely lotion 400 ml    | 6161527000547 | 345    255 B   6  1 | 4 4 3
PER-0022 | Nivea body lotion 400 ml       | 6001685000266 | 690    505 B   4  1 | 4 4 3
PER-0023 | Nivea roll-on men 50 ml        | 6001685000273 | 348    247 B   5  1 | 4 4 3
PER-0024 | Rexona roll-on women 50 ml     | 8714806000769 | 290    207 B   5  1 | 9 8 7
PER-0026 | Always maxi thick 8 pads       | 6161345000163 |  98  81.50 A  14  3 | 16 16 16
PER-0028 | Kotex maxi 8 pads              | 6161135000434 |  95     80 A   7  3 | 16 18 18
PER-0029 | Gillette razor, pack of 5      | 5005742000474 | 340    245 B   4  1 | 4 4 4
PER-0030 | Panadol Extra 10 tablets       | 5005502000898 | 100  83.50 A  12  1 | 8 7 8
PER-0031 | Eno fruit salt sachet 5 g      | 6161534000134 |  40  28.50 B   9  3 | 18 16 16
PER-0032 | Cotton wool 100 g              | 6161601000890 | 110  80.50 B   4  1 | 8 8 6
PER-0033 | Trust condoms, pack of 3       | 6161791000281 | 100  85.50 A   6  1 | 8 8 6
  `,
  cartons: `
PER-0002 6161623000250 48
  `,
  families: `
Colgate Triple Action / Size
PER-0001 70 g
PER-0002 140 g
Vaseline jelly original / Size
PER-0012 100 ml
PER-0014 250 ml
Arimis milking jelly / Size
PER-0016 90 g
PER-0018 200 g
Nice & Lovely lotion / Size
PER-0019 200 ml
PER-0021 400 ml
  `,
});
