const WIDTH = 44;
const HEIGHT = 20;
const EDGE = 3;

export type SparklineProps = { values: readonly number[] };

/** The way of a figure through the day, without a scale; the figure itself stands beside it. */
export function Sparkline({ values }: SparklineProps) {
  const points = placePoints(values, { width: WIDTH, height: HEIGHT, edge: EDGE });
  const last = points.at(-1);
  if (points.length < 2 || !last) return null;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      className="overflow-visible"
    >
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(" ")}
        className="fill-none stroke-text-muted"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={last.x} cy={last.y} r={2.5} className="fill-text" />
    </svg>
  );
}

type Frame = { readonly width: number; readonly height: number; readonly edge: number };

/** Spread values evenly over a frame, the lowest at its foot; a level line lies in the middle. */
export function placePoints(
  values: readonly number[],
  { width, height, edge }: Frame,
): { x: number; y: number }[] {
  const lowest = Math.min(...values);
  const span = Math.max(...values) - lowest;
  const stepX = values.length > 1 ? (width - 2 * edge) / (values.length - 1) : 0;
  return values.map((value, index) => ({
    x: round(edge + index * stepX),
    y: round(
      span === 0 ? height / 2 : height - edge - ((value - lowest) / span) * (height - 2 * edge),
    ),
  }));
}

/** Server and browser must write the same text. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
