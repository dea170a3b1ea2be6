import type { ReactNode } from "react";

/** Hero and strip; the same boxes for figures and for what stands in for them. */
export function TodayTop({ hero, strip }: { hero: ReactNode; strip: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,3fr)]">
      {hero}
      {strip}
    </div>
  );
}

export type TodayGridProps = Readonly<
  Record<"hours" | "payments" | "products" | "drawers" | "attention", ReactNode>
>;

/** Chart and shares above three lists; two columns on a tablet, one on a phone. */
export function TodayGrid(props: TodayGridProps) {
  const { hours, payments, products, drawers, attention } = props;
  return (
    <div className="mt-3 grid grid-cols-1 gap-3 md:grid-cols-2 xl:grid-cols-[minmax(0,34fr)_minmax(0,44fr)_minmax(0,34fr)] [&>*]:grid [&>*]:min-w-0">
      <div className="md:col-span-2">{hours}</div>
      <div>{payments}</div>
      <div className="xl:h-86">{products}</div>
      <div className="md:max-xl:order-last md:max-xl:col-span-2 xl:h-86">{drawers}</div>
      <div className="xl:h-86">{attention}</div>
    </div>
  );
}
