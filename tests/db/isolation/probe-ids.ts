import { randomBytes, randomUUID } from "node:crypto";
import { findLeaks } from "./canaries";

/** What a caller learns: the code, the form of the answer, and every word of it. */
export type Outcome = {
  readonly isOk: boolean;
  /** "ok" or a status, and the code of a refusal. */
  readonly code: string;
  readonly body: unknown;
};

export type Probe = {
  readonly name: string;
  /** The same question about one's own things and about another's. */
  readonly mine: unknown;
  readonly theirs: unknown;
  /** What no answer may hold. */
  readonly secrets: ReadonlySet<string>;
  /** The act answers nothing. */
  readonly isSilent?: boolean;
  readonly ask: (input: unknown) => Promise<Outcome>;
};

const IDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|t-[0-9a-f]{12}/g;

/**
 * Ask for one's own, then with every id in the question replaced by another's and by one that
 * nobody has, each alone and all together. The last two must be told apart by nothing.
 *
 * @returns what is wrong, and how many questions were asked.
 */
export async function probeIds(probe: Probe): Promise<{ problems: string[]; asked: number }> {
  const problems: string[] = [];
  let asked = 0;
  const ask = async (about: string, input: unknown): Promise<Outcome> => {
    asked += 1;
    const outcome = await probe.ask(input);
    const leaks = findLeaks(text(outcome.body), probe.secrets, text(input));
    if (leaks.length > 0) problems.push(`${probe.name} ${about} gives away ${leaks.join(", ")}`);
    return outcome;
  };
  const own = await ask("for one's own", probe.mine);
  if (!own.isOk) problems.push(`${probe.name} refuses one's own: ${own.code} ${text(own.body)}`);
  else if (!probe.isSilent && isBare(own.body)) problems.push(`${probe.name} answers nothing`);
  for (const { about, foreign, random } of swapsOf(probe)) {
    const seen = await ask(`with ${about} of another`, foreign);
    const expected = await ask(`with ${about} of nobody`, random);
    const difference = differenceOf(seen, expected);
    if (difference !== null) problems.push(`${probe.name} with ${about}: ${difference}`);
  }
  return { problems, asked };
}

type Swap = { about: string; foreign: unknown; random: unknown };

function swapsOf(probe: Probe): Swap[] {
  const mine = text(probe.mine);
  const [ownIds, foreignIds] = [idsIn(mine), idsIn(text(probe.theirs))];
  if (ownIds.length !== foreignIds.length) {
    throw new Error(`${probe.name}: both questions name the same ids, in the same order`);
  }
  const places = ownIds.flatMap((id, index) => (id === foreignIds[index] ? [] : [index]));
  const random = ownIds.map(randomLike);
  const swap = (about: string, chosen: readonly number[]): Swap => ({
    about,
    foreign: JSON.parse(replaceIds(mine, chosen, foreignIds)),
    random: JSON.parse(replaceIds(mine, chosen, random)),
  });
  const alone = places.map((index) => swap(`id ${index + 1}`, [index]));
  return places.length > 1 ? [...alone, swap("all ids", places)] : alone;
}

function replaceIds(json: string, places: readonly number[], by: readonly string[]): string {
  let index = -1;
  return json.replace(IDS, (id) => {
    index += 1;
    return places.includes(index) ? (by[index] ?? id) : id;
  });
}

const idsIn = (json: string) => Array.from(json.matchAll(IDS), ([id]) => id);

function randomLike(id: string): string {
  return id.startsWith("t-") ? `t-${randomBytes(6).toString("hex")}` : randomUUID();
}

function differenceOf(seen: Outcome, expected: Outcome): string | null {
  if (seen.code !== expected.code) return `${seen.code} where nobody's gives ${expected.code}`;
  const [here, there] = [shapeOf(seen), shapeOf(expected)];
  return here === there ? null : `${here} where nobody's gives ${there}`;
}

/** Of a success the form, of a refusal every word; ids, instants and request ids differ always. */
function shapeOf(outcome: Outcome): string {
  if (outcome.isOk) return text(formOf(outcome.body));
  return text(outcome.body).replace(IDS, "id");
}

function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (value === null || typeof value !== "object") return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, formOf(each)]));
}

function isBare(value: unknown): boolean {
  if (value === null || typeof value !== "object") return value === null || value === undefined;
  return Object.values(value).every(isBare);
}

const text = (value: unknown) => JSON.stringify(value ?? null);
