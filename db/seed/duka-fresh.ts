import { parseProductTable } from "./parse-product-table";

export const DUKA_FRESH = parseProductTable({
  categoryCode: "FRE",
  products: `
PLU-4627 | Sukuma wiki          | -             |  80     59 A  92  3 | 16 18 14
PLU-4064 | Tomatoes, ripe       | -             | 120  89.50 A  88  3 | 16 14 14
PLU-4082 | Onions, red          | -             | 140    101 A  60  2 | 10 10 11
PLU-4072 | Potatoes, Irish      | -             |  80     58 A  42  1 | 8 7 6
PLU-4069 | Cabbage, green       | -             |  60  43.50 A  32  1 | 7 5 5
PLU-4090 | Spinach              | -             | 100     75 A  28  1 | 7 8 7
PLU-4562 | Carrots              | -             | 100  74.50 A  30  1 | 8 7 8
PLU-5101 | Managu               | -             | 120     91 A  12  1 | 9 8 8
PLU-5102 | Terere               | -             | 100  72.50 A   8  1 | 8 7 7
PLU-5103 | Kunde                | -             | 120  90.50 A   8  1 | 9 7 6
PLU-4065 | Capsicum, green      | -             | 200    149 A  12  1 | 8 8 7
PLU-4067 | Courgettes           | -             | 120  89.50 A   6  1 | 7 7 8
PLU-4062 | Cucumbers            | -             | 120     88 A   8  1 | 8 7 7
PLU-4066 | Green beans          | -             | 160    120 A   7  1 | 7 7 7
PLU-4092 | Garden peas, podded  | -             | 250    188 A   8  1 | 8 8 7
PLU-4608 | Garlic               | -             | 480    345 A  14  1 | 6 5 5
PLU-4612 | Ginger, fresh        | -             | 320    234 A  12  1 | 5 6 6
PLU-4686 | Chillies, green      | -             | 250    184 A   8  1 | 7 8 7
PLU-4759 | Butternut            | -             | 100  73.50 A   8  1 | 9 7 7
PLU-4074 | Sweet potatoes       | -             | 120     88 A  12  1 | 9 8 8
PLU-5104 | Arrowroots (nduma)   | -             | 200    150 A   9  1 | 7 8 7
PLU-4011 | Bananas, ripe        | -             | 120  90.50 A  46  2 | 9 9 8
PLU-4235 | Matoke, green        | -             | 100     75 A  12  1 | 7 7 7
PLU-4051 | Mangoes, apple       | -             | 160    119 A  18  1 | 8 7 7
PLU-4012 | Oranges              | -             | 120  86.50 A  18  1 | 9 8 7
PLU-4225 | Avocado, Hass        | -             | 160    116 A  24  1 | 7 7 7
PLU-4052 | Pawpaw               | -             | 100     75 A  10  1 | 8 8 6
PLU-4032 | Watermelon           | -             |  60  45.50 A  16  1 | 6 5 6
PLU-4053 | Lemons               | -             | 160 116.50 A   8  1 | 8 8 7
PLU-4397 | Passion fruit        | -             | 200    144 A  10  1 | 8 8 7
PLU-4016 | Apples, red          | -             | 320    238 A  14  1 | 6 6 5
PLU-3201 | Dhania, bunch        | -             |  20  14.35 A  40  3 | 20 18 18
PLU-3202 | Spring onions, bunch | -             |  30  21.50 A  12  3 | 20 16 14
PLU-3203 | Green maize, cob     | -             |  35     25 A  14  3 | 16 16 16
PLU-3204 | Pineapple            | -             | 130     98 A  12  1 | 9 8 8
PLU-3205 | Aloe vera leaf       | -             |  50  37.50 A   1  3 | 18 18 16
  `,
});
