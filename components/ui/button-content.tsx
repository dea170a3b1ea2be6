import type { ReactNode } from "react";
import type { ButtonKind } from "./button-classes";
import { classNames } from "./class-names";
import { KeyCap } from "./key-cap";

export type ButtonContentProps = {
  children?: ReactNode;
  icon?: ReactNode;
  iconEnd?: ReactNode;
  /** The key that does the same; also told to assistive technology. */
  keyCap?: string | undefined;
  /** A small line above the words. */
  overline?: ReactNode;
  /** A small line under the words. */
  secondLine?: ReactNode;
};

type Look = { kind: ButtonKind; isStacked: boolean | undefined };

function isFilled(kind: ButtonKind): boolean {
  return kind === "primary" || kind === "danger-solid";
}

/** What stands inside a button: icon, one or two lines, and the key that does the same. */
export function ButtonContent(props: ButtonContentProps & Look) {
  const { children, icon, iconEnd, keyCap, overline, secondLine, kind } = props;
  const cap = keyCap ? <KeyCap isOnFill={isFilled(kind)}>{keyCap}</KeyCap> : null;
  const small = classNames(
    "flex items-center gap-2 text-till-small",
    isFilled(kind) ? "font-medium" : "text-text-muted",
  );
  if (props.isStacked) {
    return (
      <>
        {icon}
        <span className="flex items-center gap-2 whitespace-nowrap">
          {children}
          {cap}
        </span>
      </>
    );
  }
  if (!(overline || secondLine)) {
    return (
      <>
        {icon}
        {children !== undefined && <span className="whitespace-nowrap">{children}</span>}
        {cap}
        {iconEnd}
      </>
    );
  }
  return (
    <>
      {icon}
      <span className={classNames("flex flex-col", icon ? "items-start" : "items-center")}>
        {overline && (
          <span className={small}>
            {overline}
            {cap}
          </span>
        )}
        <span className="whitespace-nowrap">{children}</span>
        {secondLine && (
          <span className={small}>
            {secondLine}
            {!overline && cap}
          </span>
        )}
      </span>
      {iconEnd}
    </>
  );
}
