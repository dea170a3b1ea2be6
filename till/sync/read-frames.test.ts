import fc from "fast-check";
import { expect, it } from "vitest";
import { createFrameReader } from "./read-frames";

const TEXT = 'data: {"catalog":1}\n\n: \n\ndata: {"catalog":2}\ndata: more\n\ndata: not yet whole';

it("gives each event once, wherever the network cuts", () => {
  const pieces = fc.array(fc.integer({ min: 0, max: TEXT.length }), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, (places) => {
      const heard: (string | null)[] = [];
      const read = createFrameReader((data) => heard.push(data));
      const cuts = [0, ...places.sort((left, right) => left - right), TEXT.length];
      for (const [index, cut] of cuts.entries()) {
        read(TEXT.slice(cut, cuts[index + 1] ?? TEXT.length));
      }
      expect(heard).toEqual(['{"catalog":1}', null, '{"catalog":2}\nmore']);
    }),
    { seed: 20_260_430 },
  );
});
