import { classNames } from "./class-names";

export type SkeletonProps = {
  /** Give it the size of what will stand there ("h-4 w-24"). */
  className?: string;
};

export function Skeleton({ className }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "block animate-shimmer rounded-chip bg-border",
        className ?? "h-4 w-full",
      )}
    />
  );
}
