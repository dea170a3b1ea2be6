import { parseProductTable } from "./parse-product-table";

export const DUKA_DRINKS = parseProductTable({
  categoryCode: "DRI",
  products: `
DRI-0001 | Coca-Cola 350 ml               | 6161234000359 |  60  45.50 B  30  4 | 20 18 18
DRI-0002 | Coca-Cola 500 ml               | 6161234000380 |  75  55.50 B  57  7 | 40 36 28
DRI-0004 | Coca-Cola 1.25 L               | 6161234000601 | 140 107.50 B  20  2 | 12 12 12
DRI-0005 | Coca-Cola 2 L                  | 6161234000618 | 200    148 B  24  3 | 14 14 14
DRI-0006 | Coca-Cola zero sugar 500 ml    | 6161234000632 |  75  55.50 B  10  3 | 20 18 16
DRI-0007 | Fanta orange 350 ml            | 6161165000152 |  60     46 B  20  3 | 18 18 18
DRI-0008 | Fanta orange 500 ml            | 6161165000176 |  75     57 B  30  4 | 20 18 18
DRI-0009 | Fanta orange 2 L               | 6161165000206 | 200    153 B  14  2 | 10 8 8
DRI-0010 | Fanta blackcurrant 350 ml      | 6161165000213 |  60     46 B  10  3 | 20 16 18
DRI-0011 | Fanta blackcurrant 500 ml      | 6161165000220 |  75  57.50 B  14  3 | 16 18 16
DRI-0013 | Fanta blackcurrant 2 L         | 6161165000237 | 200    152 B   6  1 | 8 7 8
DRI-0014 | Sprite 500 ml                  | 6161715000304 |  75     57 B  24  3 | 20 16 16
DRI-0015 | Sprite 2 L                     | 6161715000410 | 200    152 B  10  1 | 7 7 8
DRI-0016 | Stoney tangawizi 500 ml        | 6161722000717 |  75     58 B  26  3 | 20 16 14
DRI-0017 | Krest bitter lemon 500 ml      | 6161395000847 |  75     57 B   8  3 | 20 18 14
DRI-0018 | Pepsi 500 ml                   | 6161519000388 |  65  48.50 B  12  3 | 18 18 14
DRI-0019 | Mirinda fruity 500 ml          | 6161545000512 |  65  49.50 B   8  3 | 18 16 18
DRI-0020 | Keringet water 500 ml          | 6161628000309 |  50     38 B  34  4 | 22 20 18
DRI-0021 | Keringet water 1 L             | 6161628000408 |  75     58 B  56  7 | 36 36 36
DRI-0023 | Dasani water 500 ml            | 6161102000566 |  50  37.50 B  30  4 | 20 20 16
DRI-0025 | Dasani water 1 L               | 6161102000627 |  80  59.50 B  14  3 | 16 16 18
DRI-0026 | Aquamist water 5 L             | 6161280000655 | 225    172 B   8  1 | 8 8 7
DRI-0027 | Minute Maid mango 400 ml       | 6161807000625 |  85  65.50 B  14  3 | 20 18 16
DRI-0029 | Minute Maid mango 1 L          | 6161807000632 | 178    132 B   9  1 | 8 8 7
DRI-0031 | Minute Maid apple 400 ml       | 6161807000649 |  85     65 B   9  3 | 20 18 14
DRI-0032 | Afia mango juice 500 ml        | 6161805000290 |  72     55 B  16  3 | 18 18 16
DRI-0033 | Afia multivitamin juice 500 ml | 6161805000337 |  72     55 B  10  3 | 18 18 16
DRI-0034 | Del Monte mango juice 1 L      | 6161505000521 | 298    220 B   9  1 | 8 8 7
DRI-0035 | Del Monte orange juice 1 L     | 6161505000538 | 298    231 B   8  1 | 9 9 7
DRI-0036 | Del Monte pineapple juice 1 L  | 6161505000545 | 298    220 B   8  1 | 8 7 7
DRI-0037 | Pick N Peel passion juice 1 L  | 6161158000930 | 265    201 B   6  1 | 8 7 7
DRI-0038 | Highlands orange cordial 1.5 L | 6161246000279 | 285    213 B   7  1 | 9 7 7
DRI-0039 | Alvaro pear 330 ml             | 6161484000543 |  85  63.50 B   7  3 | 16 16 16
DRI-0040 | Predator energy drink 400 ml   | 6161828000529 |  75     58 B  16  3 | 20 18 14
DRI-0041 | Lucozade original 380 ml       | 5003599000883 | 185    138 B   6  1 | 8 7 7
DRI-0042 | Ribena blackcurrant 500 ml     | 5008055000858 | 265    198 B   4  1 | 8 7 0
  `,
  cartons: `
DRI-0001 6161234000373 24
DRI-0002 6161234000496 12
DRI-0005 6161234000625 6
DRI-0007 6161165000169 24
DRI-0008 6161165000183 12
DRI-0020 6161628000330 24
DRI-0021 6161628000514 12
DRI-0023 6161102000603 24
  `,
  families: `
Coca-Cola / Size
DRI-0001 350 ml
DRI-0002 500 ml
DRI-0004 1.25 L
DRI-0005 2 L
Fanta / Size, Flavour
DRI-0007 350 ml, Orange
DRI-0008 500 ml, Orange
DRI-0009 2 L, Orange
DRI-0010 350 ml, Blackcurrant
DRI-0011 500 ml, Blackcurrant
DRI-0013 2 L, Blackcurrant
Sprite / Size
DRI-0014 500 ml
DRI-0015 2 L
Keringet water / Size
DRI-0020 500 ml
DRI-0021 1 L
Dasani water / Size
DRI-0023 500 ml
DRI-0025 1 L
Minute Maid mango / Size
DRI-0027 400 ml
DRI-0029 1 L
Del Monte juice / Flavour
DRI-0034 Mango
DRI-0035 Orange
DRI-0036 Pineapple
  `,
});
