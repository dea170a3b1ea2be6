import { type ReceiptTaxes, stackTaxes, taxTableFits } from "../../core/receipt/fit-receipt";
import type { ReceiptTaxRow } from "../../core/receipt/receipt-document";
import { classNames } from "../ui/class-names";

const FIGURE = "py-0 ps-2 text-right tabular-nums whitespace-nowrap";

/** Net, tax and gross of each class; one figure a line when they are too long for columns. */
export function ReceiptTaxTable({ block }: { block: ReceiptTaxes }) {
  if (!taxTableFits(block)) return <StackedTaxes block={block} />;
  const { heading, rows, total } = block;
  return (
    <table className="w-full text-axis text-ink">
      <thead className="font-amount">
        <tr>
          <th scope="col" className="text-left">
            {heading.label}
          </th>
          {[heading.net, heading.tax, heading.gross].map((text) => (
            <th key={text} scope="col" className={FIGURE}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TaxRow key={row.label} row={row} />
        ))}
      </tbody>
      <tfoot className="font-amount">
        <TaxRow row={total} />
      </tfoot>
    </table>
  );
}

function TaxRow({ row }: { row: ReceiptTaxRow }) {
  return (
    <tr>
      <th scope="row" className="text-left [font-weight:inherit]">
        {row.label}
      </th>
      <td className={FIGURE}>{row.net}</td>
      <td className={FIGURE}>{row.tax}</td>
      <td className={FIGURE}>{row.gross}</td>
    </tr>
  );
}

function StackedTaxes({ block }: { block: ReceiptTaxes }) {
  return (
    <dl>
      {stackTaxes(block).map((row, place) => {
        const key = `${place}`;
        return (
          <div key={key} className={classNames("flex gap-2", row.isStrong && "font-amount")}>
            <dt className="grow">{row.label}</dt>
            <dd className="whitespace-nowrap tabular-nums">{row.value}</dd>
          </div>
        );
      })}
    </dl>
  );
}
