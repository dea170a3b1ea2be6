import type { CSSProperties } from "react";
import { classNames } from "./class-names";
import { hueFor, initialsFor } from "./initials";

export type InitialsSwatchProps = {
  name: string;
  /** Degrees of the colour wheel; every hue is drawn equally light and equally soft. */
  hue?: number;
  initials?: string;
  pictureUrl?: string | null;
  size?: "till" | "office";
  className?: string;
};

/** Decorative: the name always stands beside it. */
export function InitialsSwatch(props: InitialsSwatchProps) {
  const { name, hue, initials, pictureUrl, size = "till", className } = props;
  const box = classNames(
    "flex shrink-0 select-none items-center justify-center rounded-control font-amount",
    size === "till" ? "size-9 text-body" : "size-8 text-axis",
    className,
  );
  if (pictureUrl) {
    return (
      // biome-ignore lint/performance/noImgElement: pictures are kept on the device, sized on upload.
      <img src={pictureUrl} alt="" loading="lazy" className={classNames(box, "object-cover")} />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={classNames(box, "tile-swatch")}
      style={{ "--tile-hue": hue ?? hueFor(name) } as CSSProperties}
    >
      {initials ?? initialsFor(name)}
    </span>
  );
}
