import { DomainError, isDomainError } from "../../core/errors";
import { type Minor, minor } from "../../core/money/minor";
import {
  ONE_UNIT,
  parseQuantity,
  type QuantityMilli,
  quantityMilli,
} from "../../core/quantity/quantity";
import type { ProductChange } from "../../core/sync/protocol-v1";
import type { ScanOutcome, TillCommands } from "../react/till-commands";
import type { CartTouch, ProductPrompt } from "../react/till-state";
import type { CartRecord } from "../store/log-records";
import {
  addToCart,
  type CartItem,
  changeCartLine,
  removeCartLine,
  requireLineDiscount,
  requirePrice,
  requireQuantity,
  requireTaxGroup,
  requireText,
} from "./cart";
import { keepCart } from "./cart-keeper";
import { type EngineCore, type EngineState, emptyCart } from "./engine-core";
import { priceInStore, productView } from "./product-view";
import { currentCashier } from "./require-cashier";

type CartCommands = Pick<
  TillCommands,
  | "addProduct"
  | "addOpenItem"
  | "scan"
  | "setMultiplier"
  | "dismissPrompt"
  | "dismissUnknownScan"
  | "setQuantity"
  | "changeLine"
  | "removeLine"
  | "clearCart"
  | "setNote"
>;

export function createCartCommands(core: EngineCore): CartCommands {
  return {
    addProduct: (request) => addProduct(core, request),
    addOpenItem: (request) => addOpenItem(core, request),
    scan: (text) => scan(core, text),
    setMultiplier(quantity) {
      if (quantity !== null) requireQuantity("kg", quantity);
      core.patch({ multiplierMilli: quantity });
    },
    dismissPrompt: () => core.patch({ prompt: null }),
    dismissUnknownScan: () => core.patch({ unknownScan: null }),
    setQuantity: (request) => setQuantity(core, request),
    changeLine: (request) => changeLine(core, request),
    removeLine: ({ lineId }) => removeLine(core, lineId),
    clearCart() {
      writeCart(core, { ...openCart(core), lines: [], note: null }, null);
      core.patch({ prompt: null, multiplierMilli: null });
    },
    setNote(note) {
      requireText("note", note, NOTE_MAX);
      writeCart(core, { ...openCart(core), note }, null);
    },
  };
}

/** As the sale document allows. */
const NAME_MAX = 200;
const SKU_MAX = 64;
const LINE_NOTE_MAX = 200;
const NOTE_MAX = 500;

type AddRequest = Parameters<TillCommands["addProduct"]>[0] & { packQuantityMilli?: number };

function addProduct(core: EngineCore, request: AddRequest): ScanOutcome {
  requireSelling(core);
  const product = core.state().catalog.find(request.productId);
  if (!product) throw new DomainError("product_not_found");
  const asked = request.quantityMilli ?? core.state().multiplierMilli;
  const prompt = promptFor(core, product, request, asked);
  if (prompt) {
    core.patch({ prompt });
    return { kind: "asks", prompt };
  }
  const packs = (asked ?? ONE_UNIT) * (request.packQuantityMilli ?? ONE_UNIT);
  const item = itemOf(core, product, Math.round(packs / ONE_UNIT));
  const priced = request.unitPriceMinor === undefined ? item : withPrice(item, request);
  return putIn(core, priced, product.id);
}

/** Weighed goods need their weight, unpriced ones their price, before they can be added. */
function promptFor(
  core: EngineCore,
  product: ProductChange,
  request: AddRequest,
  asked: number | null,
): ProductPrompt | null {
  const view = productView(core.state(), product);
  const quantity = asked === null ? null : quantityMilli(asked);
  if (product.unit === "kg" && asked === null) {
    return { kind: "weight", product: view, quantityMilli: null };
  }
  if (view.priceMinor === null && request.unitPriceMinor === undefined) {
    return { kind: "price", product: view, quantityMilli: quantity };
  }
  return null;
}

function itemOf(core: EngineCore, product: ProductChange, quantity: number): CartItem {
  requireTaxGroup(core.state().tables, product.taxGroup);
  requireQuantity(product.unit, quantity);
  return {
    productId: product.id,
    sku: product.sku,
    name: product.name,
    unit: product.unit,
    quantityMilli: quantity,
    unitPriceMinor: priceInStore(core.state().tables, product) ?? minor(0),
    taxGroupCode: product.taxGroup,
    isStocked: product.isStocked,
  };
}

function withPrice(item: CartItem, request: { unitPriceMinor?: Minor }): CartItem {
  const priceMinor = request.unitPriceMinor ?? item.unitPriceMinor;
  requirePrice(priceMinor);
  return { ...item, unitPriceMinor: priceMinor };
}

function addOpenItem(core: EngineCore, request: Parameters<TillCommands["addOpenItem"]>[0]): void {
  requireSelling(core);
  requireTaxGroup(core.state().tables, request.taxGroupCode);
  const name = request.name.trim();
  if (name === "") throw new DomainError("validation_failed", { field: "name" });
  requireText("name", name, NAME_MAX);
  const quantity = request.quantityMilli ?? core.state().multiplierMilli ?? ONE_UNIT;
  requireQuantity("each", quantity);
  requirePrice(request.unitPriceMinor);
  putIn(
    core,
    {
      productId: null,
      sku: (request.code ?? "").slice(0, SKU_MAX),
      name,
      unit: "each",
      quantityMilli: quantity,
      unitPriceMinor: request.unitPriceMinor,
      taxGroupCode: request.taxGroupCode,
      isStocked: false,
    },
    "",
  );
  core.patch({ unknownScan: null });
}

function putIn(core: EngineCore, item: CartItem, productId: string): ScanOutcome {
  const change = addToCart(openCart(core), item, core.ports.newId);
  const touch = { kind: change.kind, lineId: change.lineId, name: item.name };
  // All in one change, so that listeners look once.
  writeCart(core, change.cart, touch, { multiplierMilli: null, prompt: null });
  return { kind: change.kind, lineId: change.lineId, productId };
}

const MULTIPLIED = /^(\d{1,4}(?:\.\d{1,3})?)\s*[*x×]\s*(\S.*)$/i;
const RECEIPT_NUMBER = /^\d{4}-\d{2}-\d{2}-[A-Z0-9]{1,8}-\d{2,}$/;

/** A scan is never refused: what cannot be added says so and blocks nothing [TC5]. */
function scan(core: EngineCore, text: string): ScanOutcome {
  const trimmed = text.trim();
  if (!isSelling(core) || trimmed === "") return { kind: "ignored" };
  if (RECEIPT_NUMBER.test(trimmed)) return { kind: "receipt", receiptNumber: trimmed };
  const { code, times } = readMultiplied(trimmed);
  const hit = core.state().catalog.findByCode(code);
  if (!hit) return unknownCode(core, code);
  try {
    return addProduct(core, {
      productId: hit.product.id,
      packQuantityMilli: hit.packQuantityMilli,
      ...(times === null ? {} : { quantityMilli: times }),
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return unknownCode(core, code);
  }
}

function readMultiplied(text: string): { code: string; times: QuantityMilli | null } {
  const [, number = "", code = ""] = MULTIPLIED.exec(text) ?? [];
  const times = parseQuantity(number);
  return times !== null && times > 0 ? { code, times } : { code: text, times: null };
}

function unknownCode(core: EngineCore, code: string): ScanOutcome {
  core.patch({ unknownScan: { serial: core.nextSerial(), code }, multiplierMilli: null });
  return { kind: "unknown", code };
}

function setQuantity(
  core: EngineCore,
  request: { lineId: string; quantityMilli: QuantityMilli },
): void {
  if (request.quantityMilli === 0) {
    removeLine(core, request.lineId);
    return;
  }
  const line = findLine(core, request.lineId);
  if (!line) return;
  requireQuantity(line.unit, request.quantityMilli);
  requireLineDiscount({ ...line, quantityMilli: request.quantityMilli }, line.discountMinor);
  const cart = changeCartLine(openCart(core), line.lineId, {
    quantityMilli: request.quantityMilli,
  });
  writeCart(core, cart, { kind: "changed", lineId: line.lineId, name: line.name });
}

function changeLine(core: EngineCore, request: Parameters<TillCommands["changeLine"]>[0]): void {
  const line = findLine(core, request.lineId);
  if (!line) return;
  const unitPriceMinor = request.unitPriceMinor ?? line.unitPriceMinor;
  requirePrice(unitPriceMinor);
  const wanted = request.discountMinor ?? line.discountMinor;
  const discountMinor = requireLineDiscount({ ...line, unitPriceMinor }, wanted);
  const note = request.note === undefined ? line.note : request.note;
  requireText("note", note, LINE_NOTE_MAX);
  const cart = changeCartLine(openCart(core), line.lineId, { unitPriceMinor, discountMinor, note });
  writeCart(core, cart, { kind: "changed", lineId: line.lineId, name: line.name });
}

function removeLine(core: EngineCore, lineId: string): void {
  const line = findLine(core, lineId);
  if (!line) return;
  const cart = removeCartLine(openCart(core), lineId);
  writeCart(core, cart, { kind: "removed", lineId, name: line.name });
}

function findLine(core: EngineCore, lineId: string) {
  return openCart(core).lines.find((line) => line.lineId === lineId) ?? null;
}

/** The cart that takes what comes now: the next one while the shown one is being paid. */
function openCart(core: EngineCore): CartRecord {
  const { cart, nextCart } = core.state();
  return nextCart ?? cart;
}

function writeCart(
  core: EngineCore,
  changed: CartRecord,
  touch: Omit<CartTouch, "serial"> | null,
  also: Partial<EngineState> = {},
): void {
  const isNext = core.state().nextCart !== null;
  const isEmptied = changed.lines.length === 0 && changed.note === null;
  const cart = { ...changed, changedAt: core.ports.clock.now() };
  keepCart(core, cart);
  // An emptied cart gives up its id, so that the next customer's sale is another sale.
  const kept = isEmptied ? emptyCart(core.ports) : cart;
  core.patch({
    ...(isNext ? { nextCart: kept } : { cart: kept }),
    ...(touch ? { touch: { ...touch, serial: core.nextSerial() } } : {}),
    ...(kept.lines.length > 0 ? { isPaidShown: false } : {}),
    ...also,
  });
}

function isSelling(core: EngineCore): boolean {
  const { phase, shift } = core.state();
  return phase === "ready" && shift !== null && currentCashier(core) !== null;
}

function requireSelling(core: EngineCore): void {
  if (currentCashier(core) === null) throw new DomainError("permission_denied");
  if (core.state().shift === null) throw new DomainError("shift_not_open");
}
