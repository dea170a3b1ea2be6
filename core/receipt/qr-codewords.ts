/** One size of a QR code at error correction M: blocks of data codewords, each with its own check. */
export type QrVersion = {
  readonly number: number;
  readonly checkLength: number;
  readonly blockLengths: readonly number[];
  readonly alignments: readonly number[];
};

const VERSIONS: readonly QrVersion[] = [
  { number: 1, checkLength: 10, blockLengths: [16], alignments: [] },
  { number: 2, checkLength: 16, blockLengths: [28], alignments: [6, 18] },
  { number: 3, checkLength: 26, blockLengths: [44], alignments: [6, 22] },
  { number: 4, checkLength: 18, blockLengths: [32, 32], alignments: [6, 26] },
  { number: 5, checkLength: 24, blockLengths: [43, 43], alignments: [6, 30] },
  { number: 6, checkLength: 16, blockLengths: [27, 27, 27, 27], alignments: [6, 34] },
  { number: 7, checkLength: 18, blockLengths: [31, 31, 31, 31], alignments: [6, 22, 38] },
  { number: 8, checkLength: 22, blockLengths: [38, 38, 39, 39], alignments: [6, 24, 42] },
  { number: 9, checkLength: 22, blockLengths: [36, 36, 36, 37, 37], alignments: [6, 26, 46] },
  { number: 10, checkLength: 26, blockLengths: [43, 43, 43, 43, 44], alignments: [6, 28, 50] },
];

const CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The smallest version that holds a text, or null when none up to 10 does. */
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
