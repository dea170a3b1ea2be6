import type { ReactNode } from "react";
import { totalScale } from "../../core/receipt/fit-receipt";
import type {
  ReceiptBlock,
  ReceiptDocument,
  ReceiptItem,
  ReceiptRow,
} from "../../core/receipt/receipt-document";
import { classNames } from "../ui/class-names";
import { ReceiptBars, ReceiptQr } from "./receipt-graphics";
import { ReceiptTaxTable } from "./receipt-tax-table";

export type ReceiptViewProps = { receipt: ReceiptDocument; className?: string };

/** The paper on a screen: white in every theme, for it is paper. */
export function ReceiptView({ receipt, className }: ReceiptViewProps) {
  return (
    <article
      lang={receipt.language}
      aria-label={`${receipt.title} ${receipt.receiptNumber}`}
      className={classNames(
        "scheme-light w-80 max-w-full select-text bg-paper p-4 text-body text-ink shadow-popover",
        className,
      )}
    >
      {keyed(receipt.blocks, (block) => (
        <Block block={block} />
      ))}
    </article>
  );
}

/** Parts of a receipt may repeat and never move, so that their place is their key. */
function keyed<Part>(parts: readonly Part[], render: (part: Part) => ReactNode): ReactNode {
  return parts.map((part, place) => {
    const key = `${place}`;
    return (
      <Keyed key={key} part={part}>
        {render}
      </Keyed>
    );
  });
}

function Keyed<Part>(props: { part: Part; children: (part: Part) => ReactNode }) {
  return props.children(props.part);
}

function Block({ block }: { block: ReceiptBlock }): ReactNode {
  switch (block.kind) {
    case "marks":
      return <Marks marks={block.marks} />;
    case "header":
      return (
        <header className="text-center">
          <h3 className="wrap-anywhere text-title">{block.name}</h3>
          {keyed(block.lines, (line) => (
            <p>{line}</p>
          ))}
        </header>
      );
    case "title":
      return <p className="text-center font-amount">{block.text}</p>;
    case "rule":
      return <hr className="my-2.5 border-0 border-ink border-t-[1.5px] border-dashed" />;
    case "rows":
      return (
        <dl>
          {keyed(block.rows, (row) => (
            <Row row={row} />
          ))}
        </dl>
      );
    case "items":
      return (
        <ul className="space-y-1">
          {keyed(block.items, (item) => (
            <Item item={item} />
          ))}
        </ul>
      );
    case "total":
      return <Total label={block.label} amount={block.amount} />;
    case "taxes":
      return <ReceiptTaxTable block={block} />;
    case "proof":
      return <Proof payload={block.payload} facts={block.facts} />;
    case "lines":
      return (
        <div className={classNames("mt-2.5 text-center", block.isStrong && "text-heading")}>
          {keyed(block.lines, (line) => (
            <p>{line}</p>
          ))}
        </div>
      );
    case "barcode":
      return (
        <div className="mt-2.5 text-center">
          <ReceiptBars value={block.value} />
          <p>{block.value}</p>
        </div>
      );
  }
}

function Marks({ marks }: { marks: readonly string[] }) {
  return (
    <p className="my-2 flex flex-wrap justify-center gap-1.5">
      {keyed(marks, (mark) => (
        <strong className="border-2 border-ink px-2 text-heading tracking-widest">{mark}</strong>
      ))}
    </p>
  );
}

function Row({ row }: { row: ReceiptRow }) {
  return (
    <div className={classNames("flex gap-2", row.isStrong && "font-amount")}>
      <dt className="wrap-break-word grow">{row.label}</dt>
      <dd className={classNames("wrap-anywhere text-right", isFigure(row.value) && "tabular-nums")}>
        {row.value}
      </dd>
    </div>
  );
}

/** Tabular figures are for figures: they would tear the hyphens of a receipt number apart. */
function isFigure(text: string): boolean {
  return /^[\u2212\d.,£€$]+$/.test(text);
}

function Item({ item }: { item: ReceiptItem }) {
  return (
    <li>
      <p className="wrap-anywhere font-figure">{item.name}</p>
      <Amount label={item.detail} amount={item.amount} taxClass={item.taxClass} />
      {keyed(item.reductions, ({ label, amount }) => (
        <Amount label={label} amount={amount} taxClass="" />
      ))}
      {keyed(item.notes, (note) => (
        <p className="wrap-anywhere">{note}</p>
      ))}
    </li>
  );
}

function Amount(props: { label: string; amount: string; taxClass: string }) {
  return (
    <p className="flex gap-2">
      <span className="grow">{props.label}</span>
      <span className="whitespace-nowrap tabular-nums">{props.amount}</span>
      <span className="w-3.5 shrink-0 text-right">{props.taxClass}</span>
    </p>
  );
}

function Total({ label, amount }: { label: string; amount: string }) {
  return (
    <p className="my-1 flex flex-wrap items-baseline justify-end gap-x-2 font-bold">
      <span className="grow text-price">{label}</span>
      <span
        className="whitespace-nowrap text-overlay-title tabular-nums"
        style={{ fontSize: `${totalScale(amount) * 1.6875}rem` }}
      >
        {amount}
      </span>
    </p>
  );
}

function Proof({ payload, facts }: { payload: string; facts: readonly ReceiptRow[] }) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1.5">
      <ReceiptQr payload={payload} />
      <dl className="space-y-0.5">
        {keyed(facts, (fact) => (
          <div>
            <dt className="font-amount text-axis">{fact.label}</dt>
            <dd className="font-mono">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
