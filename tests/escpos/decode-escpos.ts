/**
 * Reads ESC/POS bytes as a printer would, from the vendors' byte tables and without the encoder's
 * code. Strict: an unknown, truncated or misplaced command is an error, and so is a line that is
 * wider than the paper, which a printer would break in the middle of an amount.
 */

export type DecodedRun = {
  text: string;
  isBold: boolean;
  width: number;
  height: number;
};

export type DecodedItem =
  | { kind: "line"; text: string; cells: number; runs: DecodedRun[] }
  | { kind: "qr"; payload: string; model: number; size: number; errorLevel: string; align: number }
  | { kind: "barcode"; payload: string; height: number; moduleDots: number; align: number }
  | { kind: "drawer"; pin: number; onMs: number; offMs: number }
  | { kind: "feed"; dots: number }
  | { kind: "cut"; isPartial: boolean };

/** Unicode of bytes 80 to FF in IBM code pages 858 and 852. */
const PAGE_858 = [
  "00c7 00fc 00e9 00e2 00e4 00e0 00e5 00e7 00ea 00eb 00e8 00ef 00ee 00ec 00c4 00c5",
  "00c9 00e6 00c6 00f4 00f6 00f2 00fb 00f9 00ff 00d6 00dc 00f8 00a3 00d8 00d7 0192",
  "00e1 00ed 00f3 00fa 00f1 00d1 00aa 00ba 00bf 00ae 00ac 00bd 00bc 00a1 00ab 00bb",
  "2591 2592 2593 2502 2524 00c1 00c2 00c0 00a9 2563 2551 2557 255d 00a2 00a5 2510",
  "2514 2534 252c 251c 2500 253c 00e3 00c3 255a 2554 2569 2566 2560 2550 256c 00a4",
  "00f0 00d0 00ca 00cb 00c8 20ac 00cd 00ce 00cf 2518 250c 2588 2584 00a6 00cc 2580",
  "00d3 00df 00d4 00d2 00f5 00d5 00b5 00fe 00de 00da 00db 00d9 00fd 00dd 00af 00b4",
  "00ad 00b1 2017 00be 00b6 00a7 00f7 00b8 00b0 00a8 00b7 00b9 00b3 00b2 25a0 00a0",
];
const PAGE_852 = [
  "00c7 00fc 00e9 00e2 00e4 016f 0107 00e7 0142 00eb 0150 0151 00ee 0179 00c4 0106",
  "00c9 0139 013a 00f4 00f6 013d 013e 015a 015b 00d6 00dc 0164 0165 0141 00d7 010d",
  "00e1 00ed 00f3 00fa 0104 0105 017d 017e 0118 0119 00ac 017a 010c 015f 00ab 00bb",
  "2591 2592 2593 2502 2524 00c1 00c2 011a 015e 2563 2551 2557 255d 017b 017c 2510",
  "2514 2534 252c 251c 2500 253c 0102 0103 255a 2554 2569 2566 2560 2550 256c 00a4",
  "0111 0110 010e 00cb 010f 0147 00cd 00ce 011b 2518 250c 2588 2584 0162 016e 2580",
  "00d3 00df 00d4 0143 0144 0148 0160 0161 0154 00da 0155 0170 00fd 00dd 0163 00b4",
  "00ad 02dd 02db 02c7 02d8 00a7 00f7 00b8 00b0 00a8 02d9 0171 0158 0159 25a0 00a0",
];

const CODE_PAGES: Readonly<Record<number, readonly string[]>> = {
  18: upperHalf(PAGE_852),
  19: upperHalf(PAGE_858),
};

function upperHalf(rows: readonly string[]): string[] {
  return rows
    .flatMap((row) => row.split(" "))
    .map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
}

type QrState = {
  model: number | null;
  size: number | null;
  errorLevel: string | null;
  data: string | null;
};

/** Functions 165, 167, 169 and 181: how many arguments, and the range of the first. */
const QR_ARGUMENTS: Readonly<Record<number, readonly [number, number, number]>> = {
  65: [2, 0x31, 0x32],
  67: [1, 1, 16],
  69: [1, 0x30, 0x33],
  81: [1, 0x30, 0x30],
};

export class EscposError extends Error {}

class Printer {
  readonly items: DecodedItem[] = [];
  private readonly bytes: Uint8Array;
  private readonly columns: number;
  private at = 0;
  private isInitialised = false;
  private codePage: number | null = null;
  private align = 0;
  private isBold = false;
  private width = 1;
  private height = 1;
  private bar = { height: 162, moduleDots: 3, hri: 0 };
  private qr: QrState = { model: null, size: null, errorLevel: null, data: null };
  private runs: DecodedRun[] = [];

  constructor(bytes: Uint8Array, columns: number) {
    this.bytes = bytes;
    this.columns = columns;
  }

  print(): DecodedItem[] {
    while (this.at < this.bytes.length) this.step();
    if (this.runs.length > 0) this.fail("text after the last line feed never prints");
    return this.items;
  }

  private step(): void {
    const byte = this.take();
    if (byte !== 0x1b && !this.isInitialised) this.fail("the printer was not initialised");
    if (byte === 0x0a) this.feedLine();
    else if (byte === 0x1b) this.escape();
    else if (byte === 0x1c) this.expect(0x2e, "FS .");
    else if (byte === 0x1d) this.group();
    else if (byte >= 0x20 && byte !== 0x7f) this.character(byte);
    else this.fail(`control byte ${byte.toString(16)}`);
  }

  private escape(): void {
    const command = this.take();
    switch (command) {
      case 0x40:
        this.requireLineStart("ESC @");
        this.isInitialised = true;
        return;
      case 0x4d:
        this.takeOneOf([0, 1], "ESC M");
        return;
      case 0x61:
        this.requireLineStart("ESC a");
        this.align = this.takeOneOf([0, 1, 2], "ESC a");
        return;
      case 0x45:
        this.isBold = this.takeOneOf([0, 1], "ESC E") === 1;
        return;
      case 0x74:
        this.codePage = this.takeOneOf(Object.keys(CODE_PAGES).map(Number), "ESC t");
        return;
      case 0x4a:
        this.requireLineStart("ESC J");
        this.items.push({ kind: "feed", dots: this.take() });
        return;
      case 0x70: {
        const pin = this.takeOneOf([0, 1], "ESC p") === 0 ? 2 : 5;
        this.items.push({ kind: "drawer", pin, onMs: this.take() * 2, offMs: this.take() * 2 });
        return;
      }
      default:
        this.fail(`ESC ${command.toString(16)}`);
    }
  }

  private group(): void {
    const command = this.take();
    switch (command) {
      case 0x21: {
        const size = this.take();
        this.width = (size >> 4) + 1;
        this.height = (size & 0x0f) + 1;
        if (this.width > 8 || this.height > 8) this.fail("GS ! size");
        return;
      }
      case 0x56:
        this.cut();
        return;
      case 0x68:
        this.bar.height = this.take();
        if (this.bar.height === 0) this.fail("GS h 0");
        return;
      case 0x77:
        this.bar.moduleDots = this.takeOneOf([2, 3, 4, 5, 6], "GS w");
        return;
      case 0x48:
        this.bar.hri = this.takeOneOf([0, 1, 2, 3], "GS H");
        return;
      case 0x6b:
        this.barcode();
        return;
      case 0x28:
        this.expect(0x6b, "GS (");
        this.qrCommand();
        return;
      default:
        this.fail(`GS ${command.toString(16)}`);
    }
  }

  private cut(): void {
    this.requireLineStart("GS V");
    const mode = this.takeOneOf([0, 1, 0x41, 0x42], "GS V");
    if (mode >= 0x41) this.take();
    this.items.push({ kind: "cut", isPartial: mode === 1 || mode === 0x42 });
  }

  /** Function B, Code 128 in code set B, where "{{" is a brace. */
  private barcode(): void {
    this.requireLineStart("GS k");
    this.takeOneOf([73], "GS k");
    const data = this.latin(this.takeMany(this.take()));
    if (!data.startsWith("{B")) this.fail("Code 128 data starts with its code set");
    const payload = data.slice(2);
    if (/\{(?!\{)/.test(payload.replaceAll("{{", ""))) this.fail("a lone brace in Code 128 data");
    const { height, moduleDots } = this.bar;
    const symbols = payload.replaceAll("{{", "{").length + 3;
    const dots = (symbols * 11 + 2) * moduleDots;
    const paperDots = { 32: 384, 42: 512, 48: 576 }[this.columns] ?? 0;
    if (dots > paperDots) this.fail(`bars of ${dots} dots on paper of ${paperDots}`);
    this.items.push({
      kind: "barcode",
      payload: payload.replaceAll("{{", "{"),
      height,
      moduleDots,
      align: this.align,
    });
  }

  private qrCommand(): void {
    this.requireLineStart("GS ( k");
    const length = this.take() + this.take() * 256;
    const [code, action = -1, ...rest] = this.takeMany(length);
    if (code !== 0x31) this.fail("GS ( k of another symbol than QR");
    if (action === 0x50) {
      if (rest[0] !== 0x30 || rest.length < 2) this.fail("QR data");
      this.qr.data = this.latin(rest.slice(1));
      return;
    }
    const [first = -1] = rest;
    const [size, lowest, highest] = QR_ARGUMENTS[action] ?? this.fail("GS ( k function");
    if (rest.length !== size || first < lowest || first > highest) this.fail("GS ( k argument");
    this.qrFunction(action, first);
  }

  private qrFunction(action: number, argument: number): void {
    if (action === 0x41) this.qr.model = argument - 0x30;
    if (action === 0x43) this.qr.size = argument;
    if (action === 0x45) this.qr.errorLevel = "LMQH"[argument - 0x30] ?? "";
    if (action === 0x51) this.printQr();
  }

  private printQr(): void {
    const { model, size, errorLevel, data } = this.qr;
    if (model === null || size === null || errorLevel === null || data === null) {
      throw this.error("a QR code is printed before it is described");
    }
    this.items.push({ kind: "qr", payload: data, model, size, errorLevel, align: this.align });
  }

  private character(byte: number): void {
    const text = byte < 0x80 ? String.fromCharCode(byte) : this.upperCharacter(byte);
    const last = this.runs.at(-1);
    const isSame =
      last !== undefined &&
      last.isBold === this.isBold &&
      last.width === this.width &&
      last.height === this.height;
    if (isSame) last.text += text;
    else {
      const { isBold, width, height } = this;
      this.runs.push({ text, isBold, width, height });
    }
  }

  private upperCharacter(byte: number): string {
    if (this.codePage === null) return this.fail("a byte above 7F before any code page");
    return CODE_PAGES[this.codePage]?.[byte - 0x80] ?? this.fail("byte outside its code page");
  }

  private feedLine(): void {
    const cells = this.runs.reduce((sum, run) => sum + run.text.length * run.width, 0);
    const text = this.runs.map((run) => run.text).join("");
    if (cells > this.columns) this.fail(`${cells} cells on ${this.columns}: ${text}`);
    this.items.push({ kind: "line", text, cells, runs: this.runs });
    this.runs = [];
  }

  private requireLineStart(command: string): void {
    if (this.runs.length > 0) this.fail(`${command} in the middle of a line`);
  }

  private takeOneOf(allowed: readonly number[], command: string): number {
    const value = this.take();
    if (!allowed.includes(value)) this.fail(`${command} ${value}`);
    return value;
  }

  private expect(byte: number, command: string): void {
    if (this.take() !== byte) this.fail(command);
  }

  private takeMany(count: number): number[] {
    return Array.from({ length: count }, () => this.take());
  }

  private take(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) return this.fail("truncated command");
    this.at += 1;
    return byte;
  }

  private latin(bytes: readonly number[]): string {
    return String.fromCharCode(...bytes);
  }

  private fail(reason: string): never {
    throw this.error(reason);
  }

  private error(reason: string): EscposError {
    return new EscposError(`byte ${this.at}: ${reason}`);
  }
}

/** What a printer with this many columns prints of these bytes. */
export function decodeEscpos(bytes: Uint8Array, columns: number): DecodedItem[] {
  return new Printer(bytes, columns).print();
}

/** The decoded text lines as one text, each ended by "\n", without trailing spaces. */
export function decodedText(items: readonly DecodedItem[]): string {
  return items
    .filter((item) => item.kind === "line")
    .map((item) => `${item.text.trimEnd()}\n`)
    .join("");
}
