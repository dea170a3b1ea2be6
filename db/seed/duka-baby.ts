import { parseProductTable } from "./parse-product-table";

export const DUKA_BABY = parseProductTable({
  categoryCode: "BAB",
  products: `
BAB-0001 | Pampers size 3, 32 pieces          | 6161610000560 |  985  728 B   5  1 | 4 3 3
BAB-0003 | Pampers size 4, 28 pieces          | 6161610000607 |  985  721 B   5  1 | 4 4 4
BAB-0004 | Softcare diapers size 3, 10 pieces | 6161350000844 |  255  188 B   9  1 | 8 7 6
BAB-0005 | Softcare diapers size 4, 10 pieces | 6161350000851 |  265  195 B   9  1 | 8 8 7
BAB-0006 | Huggies baby wipes 56 pieces       | 6005615000395 |  248  182 B   7  1 | 9 8 8
BAB-0008 | Nan 1 infant formula 400 g         | 8711818000398 | 1380 1198 A   3  1 | 2 2 2
BAB-0009 | Cerelac maize and milk 400 g       | 6161543000347 |  565  420 B   5  1 | 4 4 3
BAB-0010 | Johnson's baby jelly 250 ml        | 6005436000741 |  325  246 B   4  1 | 4 4 4
BAB-0012 | Purity apple purée 125 ml          | 6002916000253 |  165  119 B   3  1 | 9 7 7
  `,
  families: `
Pampers / Size
BAB-0001 3
BAB-0003 4
Softcare diapers / Size
BAB-0004 3
BAB-0005 4
  `,
});
