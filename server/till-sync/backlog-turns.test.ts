import { expect, it } from "vitest";
import { inBacklogTurn } from "./backlog-turns";

it("large pushes go two abreast in their order, small ones at once", async () => {
  const begun: string[] = [];
  const ends = new Map<string, (outcome: "done" | "failed") => void>();
  const push = (name: string, events: number) =>
    inBacklogTurn(events, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends.set(name, (outcome) => {
          if (outcome === "done") resolve(name);
          else reject(new Error(name));
        });
      });
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const large = ["first", "second", "third", "fourth"].map((name) => push(name, 100));
  const small = push("small", 1);
  await settle();
  expect(begun).toEqual(["small", "first", "second"]);
  const failed = expect(large[1]).rejects.toThrow("second");
  ends.get("second")?.("failed");
  await failed;
  await settle();
  expect(begun.at(-1)).toBe("third");
  for (const name of ["first", "third", "small"]) ends.get(name)?.("done");
  await settle();
  expect(begun.at(-1)).toBe("fourth");
  ends.get("fourth")?.("done");
  expect(await Promise.all([large[0], large[2], large[3], small])).toEqual([
    "first",
    "third",
    "fourth",
    "small",
  ]);
});
