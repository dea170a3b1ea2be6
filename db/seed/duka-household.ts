import { parseProductTable } from "./parse-product-table";

export const DUKA_HOUSEHOLD = parseProductTable({
  categoryCode: "HOU",
  products: `
HOU-0001 | Umoja slippers blue 38         | 6161486000732 |  260   169 B   2  1 | 8 8 7
HOU-0002 | Umoja slippers blue 40         | 6161486000800 |  260   170 B   3  1 | 8 8 7
HOU-0003 | Umoja slippers blue 42         | 6161486000817 |  260   162 B   3  1 | 8 8 7
HOU-0004 | Umoja slippers black 38        | 6161486000831 |  260   164 B   1  1 | 7 8 7
HOU-0005 | Umoja slippers black 40        | 6161486000848 |  260   170 B   2  1 | 7 8 6
HOU-0007 | Umoja slippers black 42        | 6161486000879 |  260   166 B   3  1 | 7 8 7
HOU-0009 | Twiga cotton socks black S     | 6161428000585 |  120 75.50 B   2  1 | 7 8 7
HOU-0010 | Twiga cotton socks black L     | 6161428000608 |  120 78.50 B   3  1 | 7 8 7
HOU-0011 | Twiga cotton socks white S     | 6161428000646 |  120    78 B   2  1 | 7 8 7
HOU-0012 | Twiga cotton socks white L     | 6161428000653 |  120 74.50 B   2  1 | 8 8 7
HOU-0014 | Twiga T-shirt white S          | 6161428000721 |  450   281 B   1  1 | 4 4 4
HOU-0015 | Twiga T-shirt white M          | 6161428000837 |  450   278 B   1  1 | 4 4 4
HOU-0016 | Twiga T-shirt white L          | 6161428000844 |  450   287 B   2  1 | 4 4 4
HOU-0017 | Twiga T-shirt navy S           | 6161428000875 |  450   281 B   1  1 | 4 3 4
HOU-0019 | Twiga T-shirt navy M           | 6161428000905 |  450   291 B   2  1 | 4 4 3
HOU-0020 | Twiga T-shirt navy L           | 6161428000936 |  450   281 B   2  1 | 4 4 3
HOU-0021 | Kanga lesso red                | 6161604000408 |  650   412 B   1  1 | 4 3 4
HOU-0022 | Kanga lesso blue               | 6161604000477 |  650   410 B   1  1 | 4 4 3
HOU-0023 | Kenpoly basin red 20 L         | 6161702000416 |  285   182 B   1  1 | 9 7 7
HOU-0025 | Kenpoly basin blue 20 L        | 6161702000423 |  285   177 B   2  1 | 9 8 7
HOU-0026 | Kenpoly basin red 30 L         | 6161702000447 |  420   260 B   1  1 | 4 4 4
HOU-0027 | Kenpoly basin blue 30 L        | 6161702000478 |  420   272 B   1  1 | 4 4 3
HOU-0028 | Kenpoly bucket with lid 10 L   | 6161702000485 |  345   223 B   2  1 | 4 4 4
HOU-0030 | Aluminium sufuria 3 L          | 6161203000403 |  680   433 B   1  1 | 4 4 3
HOU-0031 | Enamel mug 350 ml              | 6161150000389 |  150 97.50 B   2  1 | 8 8 7
HOU-0032 | Always Hot vacuum flask 1 L    | 6161345000279 | 1250   806 B   1  1 | 4 4 4
HOU-0033 | Rhino matches, 10 boxes        | 6161401000687 |   60 37.50 B  16  3 | 20 18 14
HOU-0034 | Kibo candles, pack of 6        | 6161446000369 |  110    72 B   9  1 | 8 8 8
HOU-0035 | Gas lighter, long              | 6161861000746 |  180   117 B   3  1 | 8 7 8
HOU-0037 | Philips LED bulb 9 W           | 8717175000736 |  290   184 B   5  1 | 8 7 8
HOU-0039 | Philips LED bulb 12 W          | 8717175000750 |  385   238 B   3  1 | 4 4 4
HOU-0040 | Eveready AA batteries 4 pieces | 6006617000307 |  210   131 B   7  1 | 8 8 7
HOU-0041 | Eveready D batteries 2 pieces  | 6006617000314 |  185   116 B   4  1 | 8 8 6
HOU-0042 | Extension cable, 4 way         | 6161703000774 |  890   571 B   1  1 | 4 4 3
HOU-0043 | Soft broom with handle         | 6161568000254 |  320   197 B   2  1 | 4 4 3
  `,
  families: `
Umoja slippers / Size, Colour
HOU-0001 38, Blue
HOU-0002 40, Blue
HOU-0003 42, Blue
HOU-0004 38, Black
HOU-0005 40, Black
HOU-0007 42, Black
Twiga cotton socks / Size, Colour
HOU-0009 S, Black
HOU-0010 L, Black
HOU-0011 S, White
HOU-0012 L, White
Twiga T-shirt / Size, Colour
HOU-0014 S, White
HOU-0015 M, White
HOU-0016 L, White
HOU-0017 S, Navy
HOU-0019 M, Navy
HOU-0020 L, Navy
Kanga lesso / Colour
HOU-0021 Red
HOU-0022 Blue
Kenpoly basin / Size, Colour
HOU-0023 20 L, Red
HOU-0025 20 L, Blue
HOU-0026 30 L, Red
HOU-0027 30 L, Blue
Philips LED bulb / Power
HOU-0037 9 W
HOU-0039 12 W
  `,
});
