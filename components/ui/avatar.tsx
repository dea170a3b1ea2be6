import { classNames } from "./class-names";
import { initialsFor } from "./initials";

export type AvatarProps = { name: string; size?: "till" | "office"; className?: string };

export function Avatar({ name, size = "office", className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "tone-accent inline-flex shrink-0 select-none items-center justify-center rounded-full font-amount",
        size === "till" ? "size-12 text-till-key" : "size-8 text-axis",
        className,
      )}
    >
      {initialsFor(name)}
    </span>
  );
}
