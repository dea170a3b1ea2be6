import { parseProductTable } from "./parse-product-table";

export const DUKA_FLOUR_RICE = parseProductTable({
  categoryCode: "FLO",
  products: `
FLO-0001 | Jogoo maize flour 2 kg         | 6161422000789 |  165 150.50 C 100 12 | 60 66 56
FLO-0002 | Jogoo maize flour 1 kg         | 6161422000888 |   86  79.50 C  30  4 | 22 18 20
FLO-0003 | Pembe maize flour 2 kg         | 6161570000822 |  158 145.50 C  46  5 | 30 32 26
FLO-0004 | Pembe maize flour 1 kg         | 6161570000853 |   82     75 C  14  3 | 16 16 16
FLO-0005 | Soko maize flour 2 kg          | 6161281000425 |  162 148.50 C  42  5 | 30 28 22
FLO-0006 | Soko maize flour 1 kg          | 6161281000449 |   84     77 C  12  3 | 16 18 16
FLO-0007 | Hostess maize flour 2 kg       | 6161508000450 |  189    173 C  15  2 | 9 10 9
FLO-0008 | Taifa maize flour 2 kg         | 6161255000932 |  155 143.50 C  14  2 | 10 8 8
FLO-0009 | Exe all purpose flour 2 kg     | 6161528000539 |  192    175 C  44  5 | 32 26 26
FLO-0010 | Exe all purpose flour 1 kg     | 6161528000713 |   98  89.50 C  18  3 | 20 20 16
FLO-0011 | Exe self raising flour 1 kg    | 6161528000737 |  112 101.50 C   8  1 | 9 7 7
FLO-0013 | Ajab home baking flour 2 kg    | 6161304000340 |  188    178 C  32  4 | 18 18 18
FLO-0014 | Ndovu atta flour 2 kg          | 6161513000797 |  185    170 C  18  2 | 12 12 11
FLO-0015 | Famila pure wimbi flour 1 kg   | 6161196000312 |  198 155.50 B  10  1 | 8 8 7
FLO-0016 | Famila pure wimbi flour 500 g  | 6161196000343 |  105     83 B   9  1 | 9 8 7
FLO-0017 | Soy Afric millet porridge 1 kg | 6161551000315 |  215    171 B   7  1 | 9 7 8
FLO-0018 | Pishori rice Mwea 1 kg         | 6161539000597 |  225    208 A  26  3 | 18 16 16
FLO-0019 | Pishori rice Mwea 2 kg         | 6161539000665 |  440    414 A  62  7 | 44 36 36
FLO-0020 | Pishori rice Mwea 5 kg         | 6161539000740 | 1085   1001 A   8  1 | 5 5 5
FLO-0021 | Ranee basmati rice 2 kg        | 6161812000788 |  525    496 A  10  1 | 6 7 5
FLO-0022 | Pearl long grain rice 1 kg     | 6161221000201 |  165    150 A  24  3 | 16 16 16
FLO-0023 | Pearl long grain rice 2 kg     | 6161221000218 |  325    296 A  18  2 | 12 11 9
FLO-0024 | Santa Maria spaghetti 400 g    | 6161867000719 |   95     75 B  26  3 | 18 16 14
FLO-0026 | Santa Maria macaroni 400 g     | 6161867000795 |   95     76 B   9  3 | 18 18 16
FLO-0027 | Indomie chicken noodles 70 g   | 6161134000145 |   45  36.50 B  28  3 | 20 18 16
FLO-0028 | Indomie noodles 5 x 70 g       | 6161134000206 |  215    174 B  11  1 | 7 8 7
FLO-0030 | Weetabix cereal 225 g          | 6161447000641 |  255    205 B   6  1 | 8 7 8
FLO-0032 | Weetabix cereal 450 g          | 6161447000658 |  445    351 B  10  1 | 7 7 5
FLO-0033 | Kellogg's corn flakes 500 g    | 6003946000459 |  620    507 B   5  1 | 4 4 3
FLO-0034 | Quaker oats 500 g              | 5006468000366 |  355    282 B   6  1 | 4 4 4
PLU-9101 | Rosecoco beans, loose          | -             |  200    189 A  24  2 | 10 10 8
PLU-9102 | Yellow beans, loose            | -             |  180    168 A  14  1 | 8 7 6
PLU-9103 | Green grams (ndengu), loose    | -             |  200    189 A  22  2 | 8 9 8
PLU-9104 | Lentils (kamande), loose       | -             |  220    204 A  10  1 | 8 7 7
PLU-9105 | Njahi black beans, loose       | -             |  240    220 A   7  1 | 7 7 7
  `,
  cartons: `
FLO-0001 6161422000857 12
FLO-0002 6161422000994 24
FLO-0003 6161570000846 12
FLO-0005 6161281000432 12
FLO-0009 6161528000645 12
FLO-0013 6161304000418 12
FLO-0019 6161539000702 12
FLO-0024 6161867000726 20
FLO-0027 6161134000176 40
  `,
  families: `
Jogoo maize flour / Size
FLO-0001 2 kg
FLO-0002 1 kg
Pembe maize flour / Size
FLO-0003 2 kg
FLO-0004 1 kg
Soko maize flour / Size
FLO-0005 2 kg
FLO-0006 1 kg
Exe all purpose flour / Size
FLO-0009 2 kg
FLO-0010 1 kg
Famila pure wimbi flour / Size
FLO-0015 1 kg
FLO-0016 500 g
Pishori rice Mwea / Size
FLO-0018 1 kg
FLO-0019 2 kg
FLO-0020 5 kg
Pearl long grain rice / Size
FLO-0022 1 kg
FLO-0023 2 kg
Weetabix cereal / Size
FLO-0030 225 g
FLO-0032 450 g
  `,
});
