import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** Highest number that is written: seven bits a byte, so that small figures take one. */
const UINT_MAX = Number.MAX_SAFE_INTEGER;
const ID_BYTES = 16;

export type ByteWriter = ReturnType<typeof createByteWriter>;

/** Figures, texts and ids as the fewest bytes that can be told apart again. */
export function createByteWriter() {
  const bytes: number[] = [];
  let lastId = "";

  function uint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }

  function blob(value: Uint8Array): void {
    for (const byte of value) bytes.push(byte);
  }

  return {
    uint,
    /** A signed integer; money within ±2^51 always fits. */
    int: (value: number) => uint(value < 0 ? -2 * value - 1 : 2 * value),
    text(value: string) {
      const encoded = utf8ToBytes(value);
      uint(encoded.length);
      blob(encoded);
    },
    hex: (value: string) => blob(hexToBytes(value)),
    /** How many bytes are those of the id before it, then the rest. */
    id(value: string) {
      const hex = value.replaceAll("-", "");
      const shared = sharedBytes(hex, lastId);
      uint(shared);
      blob(hexToBytes(hex.slice(shared * 2)));
      lastId = hex;
    },
    bytes: () => Uint8Array.from(bytes),
  };
}

function sharedBytes(left: string, right: string): number {
  let shared = 0;
  while (
    shared < ID_BYTES &&
    right.length > 0 &&
    left.slice(shared * 2, shared * 2 + 2) === right.slice(shared * 2, shared * 2 + 2)
  ) {
    shared += 1;
  }
  return shared;
}

export type ByteReader = ReturnType<typeof createByteReader>;

/** Read back what a writer wrote; every method throws RangeError where the bytes say something else. */
export function createByteReader(bytes: Uint8Array) {
  let at = 0;
  let lastId = "";

  function take(length: number): Uint8Array {
    if (at + length > bytes.length) throw new RangeError("the bytes end too early");
    at += length;
    return bytes.subarray(at - length, at);
  }

  function uint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const [byte = 0] = take(1);
      value += (byte % 128) * scale;
      if (value > UINT_MAX) throw new RangeError("the number is too large");
      if (byte < 128) return value;
    }
  }

  return {
    uint,
    int(): number {
      const value = uint();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    text: () => utf8Text(take(uint())),
    hex: (length: number) => bytesToHex(take(length)),
    id(): string {
      const shared = uint();
      if (shared > lastId.length / 2) throw new RangeError("no id stands before");
      const hex = lastId.slice(0, shared * 2) + bytesToHex(take(ID_BYTES - shared));
      lastId = hex;
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },
    isEnd: () => at === bytes.length,
  };
}

function utf8Text(bytes: Uint8Array): string {
  try {
    return decodeURIComponent(bytesToHex(bytes).replace(/../g, "%$&"));
  } catch {
    throw new RangeError("the text is no UTF-8");
  }
}
