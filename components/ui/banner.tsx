import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { TONE_GROUND, type Tone } from "./tone";

export type BannerProps = {
  children: ReactNode;
  /** A second, quieter line. */
  detail?: ReactNode;
  tone?: Tone;
  icon?: ReactNode;
  /** One button or link at the end. */
  action?: ReactNode;
  size?: "till" | "office";
  /** A strip reaches both edges of its pane. */
  isStrip?: boolean;
  role?: "status" | "alert" | "note";
  className?: string;
};

export function Banner(props: BannerProps) {
  const { children, detail, tone = "accent", icon, action, size = "office", isStrip } = props;
  return (
    <div
      {...(props.role && { role: props.role })}
      className={classNames(
        "flex items-center",
        TONE_GROUND[tone],
        isStrip ? "px-4 py-2" : "rounded-card px-4 py-3",
        size === "till" ? "icon-26 min-h-18 gap-4" : "icon-18 min-h-11 gap-3",
        props.className,
      )}
    >
      {icon}
      <div className="min-w-0 flex-1">
        <div className={size === "till" ? "text-till-amount" : "font-figure text-body"}>
          {children}
        </div>
        {detail && (
          <div className={size === "till" ? "font-medium text-statement" : "text-small"}>
            {detail}
          </div>
        )}
      </div>
      {action}
    </div>
  );
}
