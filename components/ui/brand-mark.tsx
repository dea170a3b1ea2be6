import { classNames } from "./class-names";

export type BrandMarkProps = { className?: string };

/** The counter and its bell. Takes the accent of the theme; decorative beside a name. */
export function BrandMark({ className }: BrandMarkProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 28 28"
      className={classNames("shrink-0 fill-accent", className ?? "size-7")}
    >
      <rect width="28" height="28" rx="7" />
      <path
        className="fill-on-accent"
        d="M8.5 13.6a5.5 5.5 0 0 1 11 0 .5.5 0 0 1-.5.5H9a.5.5 0 0 1-.5-.5ZM6.8 16.2h14.4a1.6 1.6 0 0 1 1.6 1.6v1a1.6 1.6 0 0 1-1.6 1.6H6.8a1.6 1.6 0 0 1-1.6-1.6v-1a1.6 1.6 0 0 1 1.6-1.6Z"
      />
    </svg>
  );
}
