import type { ArithmeticRow } from "../money/explain-words";
import { MoneyText } from "../money/money-text";
import { classNames } from "../ui/class-names";

const ROW_TONES = {
  plain: "",
  saved: "",
  inside: "text-text-muted",
  sum: "-mt-px border-t-2 border-t-border-strong border-b-0",
} as const;

function Amount({ row, currency }: { row: ArithmeticRow; currency: string }) {
  const tone = row.tone ?? "plain";
  if (row.amountMinor === undefined) {
    return <span className="text-till-key tabular-nums">{row.text}</span>;
  }
  const money = (
    <MoneyText
      amountMinor={row.amountMinor}
      currency={currency}
      size={tone === "inside" ? "inherit" : tone === "sum" ? "figure" : "line"}
    />
  );
  return row.isReplaced ? <s className="text-text-muted">{money}</s> : money;
}

/** Figures in one column, words at the left: an eye runs down the edge and adds up. */
export function ArithmeticRows(props: { rows: readonly ArithmeticRow[]; currency: string }) {
  return (
    <dl>
      {props.rows.map((row) => {
        const tone = row.tone ?? "plain";
        return (
          <div
            key={row.key ?? row.label}
            className={classNames(
              "flex items-start justify-between gap-4 border-border border-b py-2.5",
              ROW_TONES[tone],
            )}
          >
            <dt className="flex min-w-0 flex-col">
              <span
                className={classNames(
                  "wrap-anywhere",
                  tone === "sum" ? "text-till-amount" : "text-till-key",
                )}
              >
                {row.label}
              </span>
              {row.detail && (
                <span className="wrap-anywhere text-text-muted text-till-small">{row.detail}</span>
              )}
            </dt>
            <dd
              className={classNames(
                "shrink-0 text-end",
                tone === "saved" && "text-positive",
                tone === "inside" && "text-till-key",
              )}
            >
              <Amount row={row} currency={props.currency} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
