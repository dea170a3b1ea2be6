import { z } from "zod";
import { Refusal } from "../refusal";
import { computePeerCase } from "./peer-cases";
import { POS_BARCODE_RULES } from "./pos-barcode-rules";
import { POS_MONEY_RULES } from "./pos-money-rules";
import { POS_TAX_RULES } from "./pos-tax-rules";
import { type Computation, judge, type Verdict } from "./verdict";

export type RunnableVector = { readonly id: string; readonly run: () => Verdict };

const posFile = z.object({
  format: z.literal("pos-vectors/1"),
  vectors: z.array(
    z.object({ id: z.string(), rule: z.string(), input: z.unknown(), expected: z.unknown() }),
  ),
});

const peerFile = z.object({
  meta: z.object({}),
  vectors: z.array(
    z.object({
      id: z.string(),
      area: z.string(),
      policy: z.string(),
      input: z.unknown(),
      expected: z.unknown(),
    }),
  ),
});

const POS_RULES: Readonly<Record<string, Computation>> = {
  ...POS_MONEY_RULES,
  ...POS_TAX_RULES,
  ...POS_BARCODE_RULES,
};

/** The vectors of a file of either format, each ready to run. */
export function readVectorFile(name: string, text: string): RunnableVector[] {
  const content = parseJson(name, text);
  const pos = posFile.safeParse(content);
  if (pos.success) {
    return pos.data.vectors.map(({ id, rule, input, expected }) => ({
      id,
      run: () => judge(POS_RULES[rule] ?? (() => null), input, expected),
    }));
  }
  const peer = peerFile.safeParse(content);
  if (!peer.success) throw new Refusal(`${name} is in neither of the two vector formats.`);
  return peer.data.vectors.map((vector) => ({
    id: vector.id,
    run: () => judge(() => computePeerCase(vector), vector.input, vector.expected),
  }));
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${name} is not JSON (${error instanceof Error ? error.message : error}).`);
  }
}
