import { expect, it } from "vitest";
import { isTransient } from "./transaction";

/** An error of the driver, wrapped as the query builder wraps it. */
function failureOf(code: string): Error {
  return new Error("Failed query", { cause: Object.assign(new Error("the driver's"), { code }) });
}

it("[EV12] a database that is slow, full or going down says nothing about an event", () => {
  const states = ["40001", "40P01", "55P03", "57014", "57P01", "53100", "53200", "58030", "08006"];
  expect(states.filter((state) => !isTransient(failureOf(state)))).toEqual([]);
});

it("[EV4] what the ledger refuses is the event's own fault", () => {
  const states = ["23505", "23503", "22P05", "22003"];
  expect(states.filter((state) => isTransient(failureOf(state)))).toEqual([]);
});
