import { classNames } from "./class-names";

export type MeterBarProps = {
  /** 0 to 1, of the longest bar beside it. */
  share: number;
  className?: string;
};

/** A thin bar under a name; the figure stands beside it, so the bar itself is decoration. */
export function MeterBar({ share, className }: MeterBarProps) {
  return (
    <span aria-hidden="true" className={classNames("block h-1 w-full", className)}>
      <span
        className="block h-full rounded-full bg-chart-1 opacity-85"
        style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }}
      />
    </span>
  );
}
