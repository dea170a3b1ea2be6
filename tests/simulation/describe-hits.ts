import { FAULTS } from "./faults";
import type { Tally } from "./tally";

/** A line a fault: how often it struck, and on what. */
export function describeHits(hits: Tally["hits"]): string {
  const lines = FAULTS.map((fault) => {
    const kinds = Object.entries(hits).filter(([hit]) => hit.startsWith(`${fault} `));
    const parts = kinds.map(([hit, times]) => `${hit.slice(fault.length + 1)} ${times}`).sort();
    const times = sumOf(hits, fault);
    return `${fault.padEnd(28)}${String(times).padStart(9)}  ${parts.join(", ")}`.trimEnd();
  });
  return lines.join("\n");
}

/** Faults that never struck: what they would have broken was not looked at. */
export function listBlind(hits: Tally["hits"]): readonly string[] {
  return FAULTS.filter((fault) => sumOf(hits, fault) === 0);
}

function sumOf(hits: Tally["hits"], fault: string): number {
  return Object.entries(hits)
    .filter(([hit]) => hit === fault || hit.startsWith(`${fault} `))
    .reduce((sum, [, times]) => sum + times, 0);
}
