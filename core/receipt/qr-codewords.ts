/** One size of a QR code at error correction M: blocks of data codewords, each with its own check. */
export type QrVersion = {
  readonly number: number;
  readonly checkLength: number;
  readonly blockLengths: readonly number[];
  readonly alignments: readonly number[];
};

/** Check codewords of each block, by version from 1, at error correction M. */
const CHECK_LENGTHS = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28,
  28,
];
const BLOCK_COUNTS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21,
];

const VERSIONS: readonly QrVersion[] = CHECK_LENGTHS.map((checkLength, index) => {
  const number = index + 1;
  const blocks = BLOCK_COUNTS[index] ?? 1;
  const alignments = alignmentsOf(number);
  const codewords = Math.floor(dataModules(number, alignments.length) / 8);
  const shortLength = Math.floor(codewords / blocks) - checkLength;
  const longBlocks = codewords % blocks;
  const blockLengths = Array.from({ length: blocks }, (_, block) =>
    block < blocks - longBlocks ? shortLength : shortLength + 1,
  );
  return { number, checkLength, blockLengths, alignments };
});

/** Modules that are neither finder, timing, alignment, format nor version. */
function dataModules(number: number, alignments: number): number {
  const all = (16 * number + 128) * number + 64;
  if (number === 1) return all;
  const version = number >= 7 ? 36 : 0;
  return all - (25 * alignments - 10) * alignments + 55 - version;
}

/** Centres of the alignment patterns: evenly spaced from the far edge, the first one always at 6. */
function alignmentsOf(number: number): number[] {
  if (number === 1) return [];
  const count = Math.floor(number / 7) + 2;
  const step = Math.ceil((number * 4 + 4) / (count * 2 - 2)) * 2;
  const far = number * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => far - step * (count - 2 - index))];
}

const CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The smallest version that holds a text, or null when none up to 25 does. */
export function qrVersionFor(text: string): QrVersion | null {
  return VERSIONS.find((version) => dataBits(text, version).length <= capacity(version)) ?? null;
}

function capacity(version: QrVersion): number {
  return version.blockLengths.reduce((sum, length) => sum + length, 0) * 8;
}

/** Data and check codewords in the order in which they are drawn. */
export function qrCodewords(text: string, version: QrVersion): number[] {
  const data = padded(dataBits(text, version), capacity(version));
  let start = 0;
  const blocks = version.blockLengths.map((length) => {
    const block = data.slice(start, start + length);
    start += length;
    return block;
  });
  const checks = blocks.map((block) => checkCodewords(block, version.checkLength));
  return [...interleave(blocks), ...interleave(checks)];
}

function interleave(blocks: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: longest }, (_, index) =>
    blocks.flatMap((block) => block[index] ?? []),
  ).flat();
}

function bitsOf(value: number, length: number): string {
  return value.toString(2).padStart(length, "0");
}

function dataBits(text: string, version: QrVersion): string {
  const isWide = version.number >= 10;
  if (/^[0-9A-Z $%*+\-./:]*$/.test(text)) {
    const pairs = text.match(/..?/g) ?? [];
    const body = pairs.map(pairBits).join("");
    return `0010${bitsOf(text.length, isWide ? 11 : 9)}${body}`;
  }
  const bytes = utf8Bytes(text);
  return `0100${bitsOf(bytes.length, isWide ? 16 : 8)}${bytes.map((byte) => bitsOf(byte, 8)).join("")}`;
}

function pairBits(pair: string): string {
  const [first = "", second] = pair;
  const high = CAPITALS.indexOf(first);
  return second === undefined ? bitsOf(high, 6) : bitsOf(high * 45 + CAPITALS.indexOf(second), 11);
}

function utf8Bytes(text: string): number[] {
  const escaped = encodeURIComponent(text).match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  return escaped.map((part) =>
    part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0),
  );
}

function padded(bits: string, length: number): number[] {
  const ended = bits + "0".repeat(Math.min(4, length - bits.length));
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, "0");
  const codewords = (whole.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const missing = length / 8 - codewords.length;
  return [
    ...codewords,
    ...Array.from({ length: missing }, (_, index) => (index % 2 === 0 ? 0xec : 0x11)),
  ];
}

/** Reed-Solomon over GF(256) with the polynomial 0x11d: the remainder of data × x^length. */
function checkCodewords(data: readonly number[], length: number): number[] {
  const generator = generatorOf(length);
  let remainder: number[] = Array(length).fill(0);
  for (const codeword of data) {
    const factor = codeword ^ (remainder[0] ?? 0);
    remainder = [...remainder.slice(1), 0].map(
      (value, index) => value ^ multiply(generator[index] ?? 0, factor),
    );
  }
  return remainder;
}

/** Coefficients of (x - 1)(x - 2)…(x - 2^(degree-1)) after the leading one, highest first. */
function generatorOf(degree: number): number[] {
  let polynomial = [1];
  let root = 1;
  for (let index = 0; index < degree; index += 1) {
    const shifted = [...polynomial, 0];
    polynomial = shifted.map(
      (value, at) => value ^ (at === 0 ? 0 : multiply(polynomial[at - 1] ?? 0, root)),
    );
    root = multiply(root, 2);
  }
  return polynomial.slice(1);
}

function multiply(left: number, right: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((right >> bit) & 1) * left;
  }
  return product;
}
