/**
 * What goes home in one bag: each occasion is a list of slots, each slot a list of skus of which a
 * basket takes one.
 */
export const DEMO_AFFINITIES: readonly (readonly (readonly string[])[])[] = [
  // Breakfast tea: bread, milk, tea, sugar, spread.
  [
    skus("BAK", "1 2 3 4 5 6 8 9 10"),
    skus("DAI", "1 3 4 6 7 8 9"),
    skus("SUG", "7 8 10 12 13 14 16"),
    skus("SUG", "1 2 3 4"),
    skus("DAI", "19 20 21 23"),
  ],
  // Ugali supper: maize flour, greens, tomatoes, onions, fat, meat.
  [
    skus("FLO", "1 3 5 7 8"),
    ["PLU-4627", "PLU-4090", "PLU-4069", "PLU-5101", "PLU-5103"],
    ["PLU-4064"],
    ["PLU-4082", "PLU-3201"],
    skus("OIL", "1 3 4 8 14"),
    ["PLU-5201", "PLU-5202", "PLU-5205", "PLU-5208", "DAI-0027"],
  ],
  // Chapati and beans.
  [
    skus("FLO", "9 13 14"),
    skus("OIL", "3 4 8"),
    ["PLU-9101", "PLU-9102", "PLU-9103", "PLU-9104"],
    ["PLU-4082"],
    skus("OIL", "18 19 20 30"),
  ],
  // Rice dish.
  [
    skus("FLO", "18 19 22 23"),
    ["PLU-4064"],
    ["PLU-4082", "PLU-4608", "PLU-4612"],
    ["PLU-4072", "PLU-4562", "PLU-4092"],
    skus("OIL", "18 23 24 30 37"),
    ["PLU-5201", "PLU-5203", "PLU-5205"],
  ],
  // Something for the road.
  [
    skus("DRI", "1 2 7 8 14 16 20 23 40"),
    skus("SNA", "1 5 10 14 19 26"),
    ["PLU-3101", "PLU-3102", "PLU-3103", "BAK-0015"],
    skus("SNA", "20 21 22"),
  ],
  // Wash day.
  [skus("HOM", "4 5 6 7 9 10"), skus("HOM", "1 2 3"), skus("HOM", "15 16"), ["HOM-0019"]],
  // The nursery.
  [skus("BAB", "1 3 4 5"), skus("BAB", "6"), skus("BAB", "9 10 12")],
  // Back to school.
  [skus("STA", "1 2"), skus("STA", "4 5 6 7"), skus("STA", "9 10 11")],
];

function skus(categoryCode: string, numbers: string): readonly string[] {
  return numbers.split(" ").map((number) => `${categoryCode}-${number.padStart(4, "0")}`);
}
