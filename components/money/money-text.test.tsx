import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { MoneyText } from "./money-text";
import { QuantityText } from "./quantity-text";

function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, "");
}

test("an amount reads the same with large and small cents", () => {
  const total = renderToStaticMarkup(
    <MoneyText amountMinor={minor(184_500)} currency="KES" size="total" />,
  );
  expect(textOf(total)).toBe("1,845.00");
  expect(total).toContain("font-size:3.625rem");
  expect(total).toContain("--cents-size:1.75rem");
});

test("a pay key loses its currency when the figures need the room", () => {
  const pay = (amount: number) =>
    textOf(
      renderToStaticMarkup(
        <MoneyText
          amountMinor={minor(amount)}
          currency="KES"
          size="pay"
          cents="if-any"
          hasCurrency
        />,
      ),
    );
  expect(pay(184_500)).toBe("KES\u00a01,845");
  expect(pay(12_845_000)).toBe("128,450");
});

test("quantities carry their unit and the sign of times", () => {
  expect(
    textOf(renderToStaticMarkup(<QuantityText quantityMilli={quantityMilli(625)} unit="kg" />)),
  ).toBe("0.625\u00a0kg");
  expect(
    textOf(renderToStaticMarkup(<QuantityText quantityMilli={quantityMilli(-2000)} isTimes />)),
  ).toBe("\u00d7\u22122");
});
