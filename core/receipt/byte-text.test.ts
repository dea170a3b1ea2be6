import fc from "fast-check";
import { expect, it } from "vitest";
import { MINOR_MAX } from "../money/minor";
import { createByteReader, createByteWriter } from "./byte-text";

const SEED = { seed: 20261121 };
const uuids = fc.uuid().map((id) => id.toLowerCase());

it("reads back figures, texts and ids in the order in which they were written", () => {
  const figures = fc.integer({ min: -MINOR_MAX, max: MINOR_MAX });
  fc.assert(
    fc.property(fc.array(fc.tuple(figures, fc.string(), uuids)), (rows) => {
      const writer = createByteWriter();
      for (const [figure, text, id] of rows) {
        writer.int(figure);
        writer.text(text);
        writer.id(id);
      }
      const reader = createByteReader(writer.bytes());
      const read = rows.map(() => [reader.int(), reader.text(), reader.id()]);
      expect(read).toEqual(rows.map(([figure, text, id]) => [figure === 0 ? 0 : figure, text, id]));
      expect(reader.isEnd()).toBe(true);
    }),
    SEED,
  );
});

it("spends on an id what it does not share with the one before it", () => {
  const writer = createByteWriter();
  writer.id("01940000-0000-7000-8000-000000000001");
  writer.id("01940000-0000-7000-8000-000000000002");
  expect(writer.bytes()).toHaveLength(17 + 2);
});

it("refuses bytes that nobody wrote", () => {
  const read = (...bytes: number[]) => createByteReader(Uint8Array.from(bytes));
  expect(() => read().uint()).toThrow(RangeError);
  expect(() => read(...Array<number>(12).fill(255)).uint()).toThrow(RangeError);
  expect(() => read(2, 65).text()).toThrow(RangeError);
  expect(() => read(1, 0xff).text()).toThrow(RangeError);
  expect(() => read(3, 1).id()).toThrow(RangeError);
});
