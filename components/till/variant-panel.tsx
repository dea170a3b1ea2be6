"use client";

import { useEffect, useRef, useState } from "react";
import type { ProductPrompt, ProductView } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useVariants } from "../../till/react/use-variants";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { SegmentedControl } from "../ui/segmented-control";
import { PanelFrame } from "./panel-frame";
import { PickRow } from "./pick-row";
import { releaseAfterPointer } from "./till-button";
import { useFigures } from "./use-figures";
import { usePick } from "./use-pick";
import { findVariant, type VariantMatrix, variantMatrix } from "./variant-matrix";

export type VariantPanelProps = { prompt: ProductPrompt; onClose: () => void };

function useVariantWords(variant: ProductView | null) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  if (!variant) {
    return { price: tillCounter.variantNone, stock: "", tone: "" };
  }
  const price =
    variant.priceMinor === null ? till.priceAsked : figures.shortMoney(variant.priceMinor);
  const isOut = variant.stockState === "sold_out";
  const left = variant.stockMilli === null ? "" : figures.quantity(variant.stockMilli);
  const stock = isOut ? tillCounter.variantGone : left && tillCounter.variantLeft(left);
  const isLow = variant.stockState === "low";
  const tone = isOut ? "text-danger" : isLow ? "text-warning" : "text-text-muted";
  return { price, stock, tone };
}

type CellProps = {
  variant: ProductView | null;
  /** The combination in words, such as "Red, 41". */
  label: string;
  isCurrent: boolean;
  onPress: () => void;
};

/** One combination: what it costs and how many are left; one that is not made cannot be pressed. */
function VariantCell({ variant, label, isCurrent, onPress }: CellProps) {
  const { tillCounter } = useMessages();
  const { price, stock, tone } = useVariantWords(variant);
  const cell = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) {
      cell.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }, [isCurrent]);
  return (
    <button
      ref={cell}
      type="button"
      disabled={variant === null}
      aria-current={isCurrent}
      aria-label={tillCounter.variantCell(label, price, stock)}
      onClick={(event) => {
        releaseAfterPointer(event);
        onPress();
      }}
      className={classNames(
        "flex min-h-16 w-full min-w-18 select-none flex-col items-center justify-center gap-0.5 rounded-till border px-1 transition-colors",
        variant === null ? "border-dashed text-text-subtle" : "active:bg-accent-soft",
        isCurrent
          ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--color-accent)]"
          : variant === null
            ? "border-border"
            : "border-border-strong bg-surface-raised hover:bg-surface-hover",
      )}
    >
      <span
        className={classNames(
          "tabular-nums",
          variant === null ? "text-till-small" : "font-amount text-till-key",
        )}
      >
        {price}
      </span>
      {stock !== "" && <span className={classNames("text-till-small", tone)}>{stock}</span>}
    </button>
  );
}

type GridProps = {
  matrix: VariantMatrix;
  find: (row: string, column: string | null) => ProductView | null;
  onPick: (variant: ProductView) => void;
  prompt: ProductPrompt;
};

type Place = { readonly row: number; readonly column: number };

function usePlace({ matrix, find, prompt }: GridProps) {
  const columns = matrix.columns?.values ?? [null];
  const rows = matrix.rows.values;
  const [place, setPlace] = useState<Place>(() => {
    const at = rows.flatMap((row, rowIndex) =>
      columns.flatMap((column, columnIndex) =>
        find(row, column)?.productId === prompt.product.productId
          ? [{ row: rowIndex, column: columnIndex }]
          : [],
      ),
    );
    return at[0] ?? { row: 0, column: 0 };
  });
  const move = (by: Place) =>
    setPlace((now) => ({
      row: Math.min(Math.max(0, now.row + by.row), rows.length - 1),
      column: Math.min(Math.max(0, now.column + by.column), columns.length - 1),
    }));
  return { place, move, rows, columns };
}

function gridKeys(grid: ReturnType<typeof usePlace>, enter: () => void) {
  return {
    enter,
    arrowup: () => grid.move({ row: -1, column: 0 }),
    arrowdown: () => grid.move({ row: 1, column: 0 }),
    arrowleft: () => grid.move({ row: 0, column: -1 }),
    arrowright: () => grid.move({ row: 0, column: 1 }),
  };
}

function VariantTable(props: GridProps & { grid: ReturnType<typeof usePlace> }) {
  const { matrix, find, onPick, grid } = props;
  return (
    <table className="w-full border-separate border-spacing-2">
      <thead>
        <tr>
          <th scope="col" className="pe-2 text-start font-medium text-statement text-text-muted">
            {matrix.rows.name}
          </th>
          {matrix.columns?.values.map((value) => (
            <th key={value} scope="col" className="pb-1 text-till-key">
              {value}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grid.rows.map((row, rowIndex) => (
          <tr key={row}>
            <th scope="row" className="w-16 pe-2 text-start text-till-key">
              {row}
            </th>
            {grid.columns.map((column, columnIndex) => {
              const variant = find(row, column);
              const isCurrent = grid.place.row === rowIndex && grid.place.column === columnIndex;
              return (
                <td key={column ?? ""}>
                  <VariantCell
                    variant={variant}
                    label={[row, column].filter(Boolean).join(", ")}
                    isCurrent={isCurrent}
                    onPress={() => variant && onPick(variant)}
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useAddVariant(prompt: ProductPrompt) {
  const { addProduct } = useTillCommands();
  return ({ productId }: ProductView) => {
    const { quantityMilli } = prompt;
    addProduct({
      productId,
      isVariantChosen: true,
      ...(quantityMilli !== null && { quantityMilli }),
    });
  };
}

type MatrixProps = VariantPanelProps & {
  matrix: VariantMatrix;
  variants: readonly ProductView[];
};

function MatrixPanel({ prompt, onClose, matrix, variants }: MatrixProps) {
  const { tillCounter } = useMessages();
  const add = useAddVariant(prompt);
  const [outer, setOuter] = useState<ReadonlyMap<string, string>>(
    () => new Map(matrix.outer.map(({ name, values }) => [name, outerStart(prompt, name, values)])),
  );
  const find = (row: string, column: string | null) =>
    findVariant(
      variants,
      new Map([
        ...outer,
        [matrix.rows.name, row],
        ...(matrix.columns && column !== null ? [[matrix.columns.name, column] as const] : []),
      ]),
    );
  const gridProps = { matrix, find, onPick: add, prompt };
  const grid = usePlace(gridProps);
  const enter = () => {
    const row = grid.rows[grid.place.row] ?? "";
    const variant = find(row, grid.columns[grid.place.column] ?? null);
    if (variant) {
      add(variant);
    }
  };
  return (
    <PanelFrame
      title={tillCounter.variantTitle(articleName(prompt.product))}
      onClose={onClose}
      layer={{ isExclusive: true, keys: gridKeys(grid, enter) }}
    >
      <p className="pb-3 text-statement text-text-muted">{tillCounter.variantPick}</p>
      {matrix.outer.map((option) => (
        <div key={option.name} className="pb-3">
          <p className="pb-1.5 font-medium text-statement">{option.name}</p>
          <SegmentedControl
            label={option.name}
            size="till"
            isFullWidth
            value={outer.get(option.name) ?? ""}
            onChange={(value) => setOuter(new Map([...outer, [option.name, value]]))}
            segments={option.values.map((value) => ({ value, label: value }))}
          />
        </div>
      ))}
      <div className="pane -mx-2 overflow-x-auto">
        <VariantTable {...gridProps} grid={grid} />
      </div>
    </PanelFrame>
  );
}

function outerStart(prompt: ProductPrompt, name: string, values: readonly string[]): string {
  const own = prompt.product.options.find((option) => option.name === name)?.value;
  return own ?? values[0] ?? "";
}

/** Without the words that tell one variant from another. */
function articleName(product: ProductView): string {
  const words = new Set(product.options.map(({ value }) => value.toLowerCase()));
  const kept = product.name.split(" ").filter((word) => !words.has(word.toLowerCase()));
  return kept.join(" ").replace(/[\s,\u2013-]+$/, "") || product.name;
}

/** Products of one family that no option tells apart: by their names. */
function NamesPanel({ prompt, onClose, variants }: Omit<MatrixProps, "matrix">) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const add = useAddVariant(prompt);
  const { current, step } = usePick(variants, ({ productId }) => productId);
  return (
    <PanelFrame
      title={tillCounter.variantTitle(prompt.product.name)}
      onClose={onClose}
      isFlush
      layer={{
        isExclusive: true,
        keys: {
          enter: () => current && add(current),
          arrowdown: () => step(1),
          arrowup: () => step(-1),
        },
      }}
    >
      <ul aria-label={tillCounter.variantPick} className="border-border border-t">
        {variants.map((variant) => {
          const price =
            variant.priceMinor === null ? till.priceAsked : figures.money(variant.priceMinor);
          return (
            <PickRow
              key={variant.productId}
              isCurrent={variant.productId === current?.productId}
              name={till.tileName(variant.name, price)}
              onPress={() => add(variant)}
            >
              <span className="min-w-0 flex-1 truncate text-till">{variant.name}</span>
              <span className="text-till-amount tabular-nums">{price}</span>
            </PickRow>
          );
        })}
      </ul>
    </PanelFrame>
  );
}

/** Which size, which colour: every combination in its place, with its price and what is left. */
export function VariantPanel({ prompt, onClose }: VariantPanelProps) {
  const variants = useVariants(prompt.product.productId);
  const matrix = variantMatrix(variants);
  return matrix ? (
    <MatrixPanel prompt={prompt} onClose={onClose} matrix={matrix} variants={variants} />
  ) : (
    <NamesPanel prompt={prompt} onClose={onClose} variants={variants} />
  );
}
