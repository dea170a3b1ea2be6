/**
 * Put the pieces of a stream of server-sent events together.
 *
 * @param hear gets each event's data, and null for one without, as a heartbeat.
 * @returns takes the next piece; it may end anywhere.
 */
export function createFrameReader(hear: (data: string | null) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const frames = (rest + piece).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) hear(dataOf(frame));
  };
}

function dataOf(frame: string): string | null {
  const lines = frame.split("\n").filter((line) => line.startsWith("data: "));
  return lines.length === 0 ? null : lines.map((line) => line.slice("data: ".length)).join("\n");
}
