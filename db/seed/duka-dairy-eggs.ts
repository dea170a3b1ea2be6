import { parseProductTable } from "./parse-product-table";

export const DUKA_DAIRY_EGGS = parseProductTable({
  categoryCode: "DAI",
  products: `
DAI-0001 | Brookside fresh milk 500 ml         | 6161377000360 |  60     55 C  95  7 | 44 40 32
DAI-0003 | Brookside fresh milk 1 L            | 6161377000414 | 118    106 C  20  2 | 9 7 7
DAI-0004 | KCC Gold Crown milk 500 ml          | 6161898000832 |  60     56 C  48  4 | 18 18 18
DAI-0006 | KCC long life milk 500 ml           | 6161898000870 |  66     62 C  30  3 | 20 16 14
DAI-0007 | Tuzo fresh milk 500 ml              | 6161122000782 |  58     52 C  34  3 | 20 18 16
DAI-0008 | Daima fresh milk 500 ml             | 6161232000863 |  58  53.50 C  28  3 | 18 18 18
DAI-0009 | Fresha fresh milk 500 ml            | 6161361000291 |  58     53 C  22  3 | 18 16 16
DAI-0010 | Brookside lala 500 ml               | 6161377000421 |  72  57.50 B  22  3 | 20 18 18
DAI-0012 | KCC mala 500 ml                     | 6161898000894 |  70  54.50 B  18  3 | 18 18 14
DAI-0013 | Brookside yoghurt strawberry 250 ml | 6161377000438 |  95     74 B  18  3 | 18 16 18
DAI-0014 | Brookside yoghurt strawberry 500 ml | 6161377000544 | 175    140 B  10  1 | 9 8 8
DAI-0015 | Brookside yoghurt vanilla 250 ml    | 6161377000568 |  95     75 B  18  3 | 20 16 18
DAI-0016 | Brookside yoghurt vanilla 500 ml    | 6161377000674 | 175 140.50 B  10  1 | 8 8 6
DAI-0017 | Bio natural yoghurt 450 ml          | 6161417000138 | 235    182 B   9  1 | 8 7 7
DAI-0018 | Delamere mango yoghurt 450 ml       | 6161721000404 | 208    164 B   7  1 | 9 7 7
DAI-0019 | Blue Band 100 g                     | 6161384000773 |  50     40 B  22  3 | 18 16 16
DAI-0020 | Blue Band 250 g                     | 6161384000780 | 118     92 B  28  2 | 12 12 10
DAI-0021 | Blue Band 500 g                     | 6161384000797 | 215    174 B  58  4 | 0 24 18
DAI-0022 | Blue Band 1 kg                      | 6161384000933 | 415    332 B   9  1 | 4 4 3
DAI-0023 | Prestige margarine 500 g            | 6161535000690 | 205    165 B  10  1 | 8 7 8
DAI-0024 | KCC salted butter 250 g             | 6161898000900 | 385    306 B   6  1 | 4 4 4
DAI-0025 | Eggs, tray of 30                    | 6161586000342 | 430    396 A  64  5 | 24 24 24
DAI-0027 | Eggs, pack of 6                     | 6161586000380 |  96  86.50 A  34  3 | 18 18 18
DAI-0028 | Kienyeji eggs, pack of 6            | 6161848000431 | 168    157 A   9  1 | 8 7 6
DAI-0029 | Brown's cheddar cheese 250 g        | 6161337000355 | 565    442 B   5  1 | 4 4 3
DAI-0030 | Happy Cow cheese 8 portions         | 8716583000710 | 360    287 B   5  1 | 4 4 4
DAI-0031 | Miksi milk powder 250 g             | 6161675000383 | 265    209 B   6  1 | 9 8 6
DAI-0032 | Delamere vanilla ice cream 1 L      | 6161721000435 | 525    416 B   5  1 | 4 4 4
  `,
  cartons: `
DAI-0001 6161377000377 18
DAI-0004 6161898000863 18
DAI-0006 6161898000887 12
DAI-0007 6161122000799 18
DAI-0021 6161384000827 24
  `,
  families: `
Brookside fresh milk / Size
DAI-0001 500 ml
DAI-0003 1 L
Brookside yoghurt / Size, Flavour
DAI-0013 250 ml, Strawberry
DAI-0014 500 ml, Strawberry
DAI-0015 250 ml, Vanilla
DAI-0016 500 ml, Vanilla
Blue Band / Size
DAI-0019 100 g
DAI-0020 250 g
DAI-0021 500 g
DAI-0022 1 kg
  `,
});
