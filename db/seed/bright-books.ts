import { parseProductTable } from "./parse-product-table";

export const BRIGHT_BOOKS = parseProductTable({
  categoryCode: "BOO",
  products: `
BOO-0001 | On-Site Guide to Wiring, 8th edition | 5014667000728 |    28 18.55 Z   2  3 | 18
BOO-0002 | Lighting a Small Shop, paperback     | 5076813000686 | 16.99 10.80 Z   1  3 | 18
BOO-0003 | The Pocket Ledger Handbook           | 5071303000528 | 12.99  8.55 Z   1  3 | 20
BOO-0005 | London Street Atlas                  | 5057540000781 |  9.99  6.60 Z   3  3 | 20
  `,
});
