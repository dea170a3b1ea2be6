import { LoaderCircle } from "lucide-react";
import { classNames } from "./class-names";

export type SpinnerProps = { label?: string; className?: string };

/** Silent beside words that already say what is going on; with a label it is announced. */
export function Spinner({ label, className }: SpinnerProps) {
  const icon = <LoaderCircle className={classNames("animate-turn", !label && className)} />;
  if (!label) {
    return icon;
  }
  return (
    <span role="status" className={classNames("inline-flex items-center gap-2", className)}>
      {icon}
      <span>{label}</span>
    </span>
  );
}
