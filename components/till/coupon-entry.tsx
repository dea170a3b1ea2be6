"use client";

import { TicketPercent, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { negateMinor } from "../../core/money/minor";
import type { CouponView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { TextField } from "../ui/text-field";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { useAct } from "./use-act";

const CODE_LENGTH_MAX = 40;

function CouponRow({ coupon, currency }: { coupon: CouponView; currency: string }) {
  const { tillPay } = useMessages();
  const { removeCoupon } = useTillCommands();
  const isApplied = coupon.status === "applied";
  return (
    <li className="icon-20 flex min-h-14 items-center gap-3 border-border border-b">
      <TicketPercent aria-hidden="true" className="text-text-muted" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-till-key">{coupon.name ?? coupon.code}</span>
        <span className={`text-till-small ${isApplied ? "text-text-muted" : "text-warning"}`}>
          {[coupon.name && coupon.code, tillPay.couponStatus[coupon.status]]
            .filter(Boolean)
            .join(" \u00b7 ")}
        </span>
      </span>
      {coupon.amountMinor !== 0 && (
        <MoneyText
          amountMinor={negateMinor(coupon.amountMinor)}
          currency={currency}
          size="line"
          className="text-positive"
        />
      )}
      <TillButton
        kind="quiet"
        size="till"
        className="size-12 shrink-0"
        aria-label={tillPay.couponRemove(coupon.code)}
        icon={<X aria-hidden="true" />}
        onPress={() => removeCoupon(coupon.code)}
      />
    </li>
  );
}

/** A coupon's code, typed here or scanned anywhere. */
export function CouponEntry({ tabs, onClose }: { tabs: ReactNode; onClose: () => void }) {
  const { tillPay } = useMessages();
  const cart = useCart();
  const { addCoupon } = useTillCommands();
  const [code, setCode] = useState("");
  const { act, text, clear } = useAct(() => setCode(""));
  const submit = () => {
    if (code.trim() !== "") {
      act(() => addCoupon(code.trim()));
    }
  };
  return (
    <PanelFrame title={tillPay.discountTitle} onClose={onClose}>
      {tabs}
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          size="till"
          label={tillPay.couponCode}
          hint={tillPay.couponHint}
          {...(text !== null && { error: text })}
          value={code}
          onChange={(next) => {
            clear();
            setCode(next);
          }}
          maxLength={CODE_LENGTH_MAX}
          isMono
          autoFocus
          autoComplete="off"
        />
        <TillButton
          kind={code.trim() === "" ? "outline" : "primary"}
          size="key-64"
          isFullWidth
          isDisabled={code.trim() === ""}
          onPress={submit}
        >
          {tillPay.couponAdd}
        </TillButton>
      </form>
      <h3 className="pt-6 pb-1 font-figure text-statement text-text-muted">
        {tillPay.couponsUsed}
      </h3>
      {cart.coupons.length === 0 ? (
        <p className="text-text-muted text-till-key">{tillPay.couponNone}</p>
      ) : (
        <ul>
          {cart.coupons.map((coupon) => (
            <CouponRow key={coupon.code} coupon={coupon} currency={cart.currency} />
          ))}
        </ul>
      )}
    </PanelFrame>
  );
}
