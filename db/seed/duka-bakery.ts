import { parseProductTable } from "./parse-product-table";

export const DUKA_BAKERY = parseProductTable({
  categoryCode: "BAK",
  products: `
BAK-0001 | Supa Loaf white 400 g     | 6161822000914 |  68    62 C  93  4 | 24 22 18
BAK-0002 | Supa Loaf white 600 g     | 6161822000938 | 100 88.50 C  34  1 | 8 8 8
BAK-0003 | Supa Loaf brown 400 g     | 6161822000945 |  72 63.50 C  30  1 | 9 8 7
BAK-0004 | Supa Loaf brown 600 g     | 6161822000969 | 106    93 C  14  1 | 9 8 7
BAK-0005 | Festive white 400 g       | 6161894000355 |  68    61 C  44  2 | 12 9 10
BAK-0006 | Festive white 600 g       | 6161894000362 | 100    89 C  20  1 | 8 7 7
BAK-0008 | Festive brown 400 g       | 6161894000478 |  70    63 C  16  1 | 8 8 7
BAK-0009 | Broadways white 400 g     | 6161189000855 |  66 58.50 C  26  1 | 8 7 8
BAK-0010 | Elliot's milk bread 400 g | 6161689000331 |  75    67 C  12  1 | 8 8 6
BAK-0012 | Festive scones, pack of 6 | 6161894000515 |  85    65 B  12  1 | 8 8 7
BAK-0013 | Burger buns, pack of 4    | 6161802000170 |  95    75 B   8  1 | 8 8 6
BAK-0014 | Hot dog rolls, pack of 6  | 6161626000141 | 120 91.50 B   6  1 | 8 8 6
BAK-0015 | Mandazi, pack of 4        | 6161220000585 |  60 45.50 B  22  1 | 7 7 7
BAK-0016 | Chapati, pack of 5        | 6161888000750 | 125 95.50 B  16  1 | 8 8 8
BAK-0017 | Queen cakes, pack of 6    | 6161288000565 | 130 99.50 B   9  1 | 7 8 7
BAK-0019 | Kenafric fruit cake 400 g | 6161335000852 | 245   186 B   5  1 | 9 8 6
PLU-3101 | Beef samosa               | -             |  60 45.50 B  14  1 | 9 8 6
PLU-3102 | Sugared doughnut          | -             |  45 35.50 B  12  1 | 7 7 8
PLU-3103 | Sausage roll              | -             |  90 69.50 B   8  1 | 7 8 7
  `,
  cartons: `
BAK-0001 6161822000921 20
  `,
  families: `
Supa Loaf / Size, Kind
BAK-0001 400 g, White
BAK-0002 600 g, White
BAK-0003 400 g, Brown
BAK-0004 600 g, Brown
Festive bread / Size, Kind
BAK-0005 400 g, White
BAK-0006 600 g, White
BAK-0008 400 g, Brown
  `,
});
