import type { ProductView } from "../../till/react/till-state";

export type VariantOption = { readonly name: string; readonly values: readonly string[] };

/** The combinations of an article: two options side by side, further ones chosen before them. */
export type VariantMatrix = {
  readonly outer: readonly VariantOption[];
  /** Down the side: the one of the last two with more values. */
  readonly rows: VariantOption;
  /** Across; null for an article with one option. */
  readonly columns: VariantOption | null;
};

export type VariantChoice = ReadonlyMap<string, string>;

/** Sizes in letters have an order that no alphabet knows. */
const SIZES = ["XXXS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "4XL", "5XL"];

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function compareValues(left: string, right: string): number {
  const [leftSize, rightSize] = [left, right].map((value) => SIZES.indexOf(value.toUpperCase()));
  if (leftSize !== undefined && rightSize !== undefined && leftSize >= 0 && rightSize >= 0) {
    return leftSize - rightSize;
  }
  return collator.compare(left, right);
}

function optionsOf(variants: readonly ProductView[]): VariantOption[] {
  const values = new Map<string, Set<string>>();
  for (const { options } of variants) {
    for (const { name, value } of options) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  return [...values].map(([name, set]) => ({ name, values: [...set].sort(compareValues) }));
}

/** Null for products that share no option: then there is nothing to tell them apart by. */
export function variantMatrix(variants: readonly ProductView[]): VariantMatrix | null {
  const options = optionsOf(variants);
  const last = options.at(-1);
  const before = options.at(-2);
  if (!last) {
    return null;
  }
  if (!before) {
    return { outer: [], rows: last, columns: null };
  }
  const isTall = before.values.length >= last.values.length;
  return {
    outer: options.slice(0, -2),
    rows: isTall ? before : last,
    columns: isTall ? last : before,
  };
}

/** The variant of exactly this combination; null when it is not made. */
export function findVariant(
  variants: readonly ProductView[],
  choice: VariantChoice,
): ProductView | null {
  const isChosen = (variant: ProductView) =>
    [...choice].every(([name, value]) =>
      variant.options.some((option) => option.name === name && option.value === value),
    );
  return variants.find(isChosen) ?? null;
}
