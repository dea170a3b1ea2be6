import { expect, it } from "vitest";
import { createRefresher } from "./create-refresher";

function newGate() {
  const waiting: (() => void)[] = [];
  return {
    runs: 0,
    enter() {
      this.runs += 1;
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    async open() {
      waiting.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

it("answers a burst with the run that is under way and one more", async () => {
  const gate = newGate();
  const ask = createRefresher(() => gate.enter());
  ask();
  ask();
  ask();
  ask();
  expect(gate.runs).toBe(1);
  await gate.open();
  expect(gate.runs).toBe(2);
  await gate.open();
  expect(gate.runs).toBe(2);
  ask();
  expect(gate.runs).toBe(3);
});

it("goes on after a run that failed", async () => {
  let runs = 0;
  const ask = createRefresher(() => {
    runs += 1;
    return Promise.reject(new Error("offline"));
  });
  ask();
  await new Promise((resolve) => setImmediate(resolve));
  ask();
  expect(runs).toBe(2);
});
