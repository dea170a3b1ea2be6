import { expect, test } from "vitest";
import { askToKeep } from "./watch-storage";

/** A browser that promises `promised` when asked, and how often it was asked. */
function createBrowser(promised: boolean, isKept = false) {
  const asked: string[] = [];
  const storage = {
    persisted: async () => isKept,
    persist: async () => {
      asked.push("persist");
      return promised;
    },
    estimate: async () => ({ usage: 10.4, quota: 1_000 }),
  } as unknown as StorageManager;
  return { storage, asked };
}

test("[TD4] a browser that keeps nothing yet is asked, and its answer is told with its room", async () => {
  for (const promised of [true, false]) {
    const { storage, asked } = createBrowser(promised);
    expect(await askToKeep(storage)).toEqual({
      isPersisted: promised,
      usedBytes: 10,
      quotaBytes: 1_000,
    });
    expect(asked).toEqual(["persist"]);
  }
});

test("[TD4] a promise that was given is not asked for again", async () => {
  const { storage, asked } = createBrowser(false, true);
  expect((await askToKeep(storage)).isPersisted).toBe(true);
  expect(asked).toEqual([]);
});

test("[TD4] a browser that knows nothing of promises says nothing", async () => {
  const nothing = { isPersisted: null, usedBytes: null, quotaBytes: null };
  expect(await askToKeep(undefined)).toEqual(nothing);
});
