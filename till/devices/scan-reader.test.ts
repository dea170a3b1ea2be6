import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createScanReader, type ScanReader, type ScanStep } from "./scan-reader";

type Heard = { scans: string[]; swallowed: string[]; undone: number; multipliers: string[] };

/** Feeds keys at given times and keeps what came of them. */
function listen(reader: ScanReader = createScanReader()) {
  const heard: Heard = { scans: [], swallowed: [], undone: 0, multipliers: [] };
  function note(step: ScanStep, key: string): void {
    if (step.scan !== null) heard.scans.push(step.scan);
    if (step.swallow) heard.swallowed.push(key);
    if (step.undoes) heard.undone += 1;
    if (step.multiplier !== null) heard.multipliers.push(step.multiplier);
  }
  return {
    heard,
    press(key: string, at: number, change: { isRepeat?: boolean; isControl?: boolean } = {}) {
      note(reader.key({ key, at, isRepeat: false, isControl: false, ...change }), key);
    },
    wait(at: number) {
      note(reader.wait(at), "");
    },
    endsAt: () => reader.endsAt(),
  };
}

function burst(hand: ReturnType<typeof listen>, text: string, startAt: number, gapMs = 3): number {
  [...text].forEach((key, index) => {
    hand.press(key, startAt + index * gapMs);
  });
  return startAt + text.length * gapMs;
}

describe("[TD2] a scanner among typists", () => {
  test("quick keys and Enter are a scan; three keys leak and are undone, Enter presses nothing", () => {
    const hand = listen();
    const end = burst(hand, "6161101870016", 100);
    hand.press("Enter", end);
    expect(hand.heard).toMatchObject({ scans: ["6161101870016"], undone: 1 });
    expect(hand.heard.swallowed).toEqual([..."1101870016", "Enter"]);
  });

  test("Tab is a suffix too, and no suffix ends by time", () => {
    const hand = listen();
    hand.press("Tab", burst(hand, "12345670", 0));
    burst(hand, "96385074", 1_000);
    const endsAt = hand.endsAt() ?? 0;
    hand.wait(endsAt - 100);
    expect(hand.heard.scans).toEqual(["12345670"]);
    hand.wait(endsAt);
    expect(hand.heard.scans).toEqual(["12345670", "96385074"]);
    expect(hand.endsAt()).toBeNull();
  });

  test("a scan may stall for a moment, once before it is proved; stalling twice is typing", () => {
    const hand = listen();
    const stalled = burst(hand, "61611", 0) + 120;
    hand.press("Enter", burst(hand, "01870016", stalled));
    const once = burst(hand, "616", 9_000) + 120;
    hand.press("Enter", burst(hand, "1101870016", once));
    const twice = burst(hand, "1", burst(hand, "6", 19_000) + 120) + 120;
    hand.press("Enter", burst(hand, "61101870016", twice));
    expect(hand.heard.scans).toEqual(["6161101870016", "6161101870016", "61101870016"]);
  });

  test("typing is left alone, its Enter too", () => {
    const hand = listen();
    burst(hand, "sukuma wiki", 0, 120);
    hand.press("Enter", 2_000);
    expect(hand.heard).toEqual({ scans: [], swallowed: [], undone: 0, multipliers: [] });
  });

  test("three quick keys of a rolling hand and Enter are not a scan", () => {
    const hand = listen();
    hand.press("Enter", burst(hand, "the", 0, 30));
    expect(hand.heard).toMatchObject({ scans: [], swallowed: [] });
  });

  test("an Enter that comes late ends the scan and still presses", () => {
    const hand = listen();
    hand.press("Enter", burst(hand, "12345670", 0) + 400);
    expect(hand.heard.scans).toEqual(["12345670"]);
    expect(hand.heard.swallowed).not.toContain("Enter");
  });

  test("a key that is held down is a finger", () => {
    const hand = listen();
    hand.press("1", 0);
    for (let at = 30; at < 600; at += 30) hand.press("1", at, { isRepeat: true });
    hand.press("Enter", 605);
    expect(hand.heard).toMatchObject({ scans: [], swallowed: [] });
  });

  test("shift and the GS1 separator belong to a scan, other control keys end it", () => {
    const hand = listen();
    const text = "0106161101870016";
    const at = burst(hand, text, 0);
    hand.press("]", at, { isControl: true });
    hand.press("Shift", at + 2);
    hand.press("A", at + 4);
    hand.press("Enter", at + 8);
    expect(hand.heard.scans).toEqual([`${text}\u001dA`]);
    const after = burst(hand, "12345670", 5_000);
    hand.press("c", after, { isControl: true });
    expect(hand.heard.scans).toHaveLength(2);
  });

  test("twenty scans a second: none is lost, none is joined to another", () => {
    const codes = Array.from({ length: 200 }, (_, at) => String(6_161_100_000_000 + at));
    const hand = listen();
    codes.forEach((text, scan) => {
      hand.press("Enter", burst(hand, text, scan * 50, 3));
    });
    expect(hand.heard.scans).toEqual(codes);
  });

  test("any codes with suffixes come out as they went in", () => {
    const texts = fc.array(fc.stringMatching(/^[A-Za-z0-9./-]{4,40}$/), { maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 50 }), (codes, gapMs) => {
        const hand = listen();
        let at = 0;
        for (const text of codes) {
          at = burst(hand, text, at + 1, gapMs);
          hand.press("Enter", at);
        }
        expect(hand.heard.scans).toEqual(codes);
      }),
    );
  });

  test("the time between keys can be set for a slow scanner", () => {
    const hand = listen(createScanReader({ interKeyMs: 120, lengthMin: 6 }));
    hand.press("Enter", burst(hand, "12345670", 0, 100));
    expect(hand.heard.scans).toEqual(["12345670"]);
  });
});

describe("a multiplier typed by hand", () => {
  test("digits and a star, then forgotten", () => {
    const hand = listen();
    hand.press("1", 0);
    hand.press("2", 300);
    hand.press("*", 600);
    hand.press("*", 900);
    expect(hand.heard.multipliers).toEqual(["12"]);
  });

  test("not out of a scan, nor after a pause or another key", () => {
    const hand = listen();
    burst(hand, "12345670*", 0);
    hand.press("3", 5_000);
    hand.press("*", 9_000);
    hand.press("4", 20_000);
    hand.press("a", 20_300);
    hand.press("*", 20_600);
    expect(hand.heard.multipliers).toEqual([]);
  });
});
