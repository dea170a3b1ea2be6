import { describe, expect, it } from "vitest";
import { requireCurrentVersion } from "./version";

describe("requireCurrentVersion", () => {
  it("[VR1] lets the first of two sessions save and tells the second", () => {
    let version = 4;
    const save = (readVersion: number) => {
      requireCurrentVersion(readVersion, version);
      version += 1;
    };
    save(4);
    expect(() => save(4)).toThrow(
      expect.objectContaining({ code: "stale_version", details: { stated: 4, current: 5 } }),
    );
    expect(version).toBe(5);
  });

  it("[VR1] refuses a version that is not there yet", () => {
    expect(() => requireCurrentVersion(6, 5)).toThrow(
      expect.objectContaining({ code: "stale_version" }),
    );
  });
});
