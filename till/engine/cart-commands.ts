import { DomainError } from "../../core/errors";
import { type Minor, minor } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import { ONE_UNIT, type QuantityMilli, quantityMilli } from "../../core/quantity/quantity";
import type { Approval, VoidedLine } from "../../core/sale/sale-document";
import type { ProductChange } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { ScanOutcome, TillCommands } from "../react/till-commands";
import type { ProductPrompt } from "../react/till-state";
import type { CartLineRecord } from "../store/log-records";
import { requireAllowed } from "./approval";
import {
  addToCart,
  type CartItem,
  requirePrice,
  requireQuantity,
  requireReason,
  requireTaxGroup,
  requireText,
} from "./cart";
import { changeWithinLimits } from "./discount-commands";
import type { EngineCore } from "./engine-core";
import type { Authority } from "./limited-act";
import { findLine, openCart, openQuote, requireSelling, writeCart } from "./open-cart";
import { isPriceAllowed } from "./price-limit";
import { productView } from "./product-view";
import { listPriceOf, pricesOf } from "./quote-state";
import { setQuantity } from "./set-quantity";

type CartCommands = Pick<
  TillCommands,
  | "addProduct"
  | "addOpenItem"
  | "setMultiplier"
  | "dismissPrompt"
  | "dismissUnknownScan"
  | "setQuantity"
  | "setLineNote"
  | "removeLine"
  | "setNote"
>;

export function createCartCommands(core: EngineCore): CartCommands {
  return {
    addProduct: (request) => addProduct(core, request),
    addOpenItem: (request) => addOpenItem(core, request),
    setMultiplier(quantity) {
      if (quantity !== null) requireQuantity("kg", quantity);
      core.patch({ multiplierMilli: quantity });
    },
    dismissPrompt: () => core.patch({ prompt: null }),
    dismissUnknownScan: () => core.patch({ unknownScan: null }),
    setQuantity: (request) => setQuantity(core, request),
    setLineNote: (request) => setLineNote(core, request),
    removeLine: (request) => removeLine(core, request),
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

export type AddRequest = Parameters<TillCommands["addProduct"]>[0] & {
  /** Pieces that the barcode stands for. */
  readonly packQuantityMilli?: number;
  /** The price of the whole, as the barcode carried it. */
  readonly embeddedMinor?: Minor | undefined;
};

/** @throws DomainError product_not_found and what a cart refuses. */
export function addProduct(
  core: EngineCore,
  request: AddRequest,
  authority: Authority | null = null,
): ScanOutcome {
  requireSelling(core);
  const product = core.state().catalog.find(request.productId);
  if (!product) throw new DomainError("product_not_found");
  const asked = request.quantityMilli ?? core.state().multiplierMilli;
  const prompt = promptFor(core, product, { request, asked });
  if (prompt) {
    core.patch({ prompt });
    return { kind: "asks", prompt };
  }
  const packs = (asked ?? ONE_UNIT) * (request.packQuantityMilli ?? ONE_UNIT);
  const item = itemOf(core, product, Math.round(packs / ONE_UNIT));
  const { embeddedMinor = null } = request;
  const priced = statedPrice(item, request.unitPriceMinor);
  const approvals = approvePrice(core, { request, item: priced, authority });
  return putIn(core, { item: { ...priced, embeddedMinor }, productId: product.id, approvals });
}

/** A packet of 1 kg says all on its own tile; a shirt of a size and a colour is easily the wrong one. */
const MATRIX_OPTIONS_MIN = 2;

/** What must be said first: which of the variants, the weight, the price. */
function promptFor(
  core: EngineCore,
  product: ProductChange,
  { request, asked }: { request: AddRequest; asked: number | null },
): ProductPrompt | null {
  const view = productView(core.state(), product);
  const quantity = asked === null ? null : quantityMilli(asked);
  const isMatrix = view.variantCount > 1 && product.options.length >= MATRIX_OPTIONS_MIN;
  if (isMatrix && !request.isVariantChosen) {
    return { kind: "variant", product: view, quantityMilli: quantity };
  }
  if (product.unit === "kg" && asked === null) {
    return { kind: "weight", product: view, quantityMilli: null };
  }
  const isPriced = request.unitPriceMinor !== undefined || request.embeddedMinor !== undefined;
  if (!isPriced && listPrice(core, product, ONE_UNIT) === null) {
    return { kind: "price", product: view, quantityMilli: quantity };
  }
  return null;
}

export function listPrice(
  core: EngineCore,
  product: ProductChange,
  quantity: QuantityMilli,
): Minor | null {
  const { quotedAt: _shown, ...state } = core.state();
  const quotedAt = core.ports.clock.now();
  const cart = openCart(core);
  const chosen = listPriceOf({ ...state, quotedAt }, { product, quantity, cart });
  return chosen?.unitPriceMinor ?? null;
}

export function itemOf(core: EngineCore, product: ProductChange, quantity: number): CartItem {
  requireTaxGroup(core.state().tables, product.taxGroup);
  requireQuantity(product.unit, quantity);
  return {
    productId: product.id,
    sku: product.sku,
    name: product.name,
    unit: product.unit,
    quantityMilli: quantity,
    stated: null,
    prices: pricesOf(product),
    knownPriceMinor: listPrice(core, product, quantity),
    embeddedMinor: null,
    taxGroupCode: product.taxGroup,
    isStocked: product.isStocked,
    returned: null,
  };
}

/** The item itself when the price is the list's. */
function statedPrice(item: CartItem, unitPriceMinor: Minor | undefined): CartItem {
  if (unitPriceMinor === undefined) return item;
  requirePrice(unitPriceMinor);
  if (unitPriceMinor === item.knownPriceMinor) return item;
  const why = item.knownPriceMinor === null ? "open" : "override";
  const stated = { why, unitPriceMinor, pricesIncludeTax: null, reason: null } as const;
  return { ...item, stated };
}

/** A price beside the list's is an override, however it is typed. */
function approvePrice(
  core: EngineCore,
  {
    request,
    item,
    authority,
  }: { request: AddRequest; item: CartItem; authority: Authority | null },
): readonly Approval[] {
  if (item.stated?.why !== "override") return [];
  const approval = requireAllowed(
    core,
    {
      permission: "sale.price_override",
      act: "price_override",
      subject: item.name,
      amountMinor: item.stated.unitPriceMinor,
      reason: null,
      isWithin: isPriceAllowed(item.knownPriceMinor, item.stated.unitPriceMinor),
      run: (granted) => addProduct(core, request, granted),
    },
    authority,
  );
  return approval ? [approval] : [];
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
  const { unitPriceMinor, taxGroupCode } = request;
  putIn(core, {
    productId: "",
    item: {
      productId: null,
      sku: (request.code ?? "").slice(0, SKU_MAX),
      name,
      unit: "each",
      quantityMilli: quantity,
      stated: { why: "open", unitPriceMinor, pricesIncludeTax: null, reason: null },
      prices: [],
      knownPriceMinor: null,
      embeddedMinor: null,
      taxGroupCode,
      isStocked: false,
      returned: null,
    },
  });
  core.patch({ unknownScan: null });
}

function putIn(
  core: EngineCore,
  added: { item: CartItem; productId: string; approvals?: readonly Approval[] },
): ScanOutcome {
  const { item, productId, approvals = [] } = added;
  const { cart, ...change } = addToCart(openCart(core), item, core.ports.newId);
  const changed = { ...cart, approvals: [...cart.approvals, ...approvals] };
  const touch = { kind: change.kind, lineId: change.lineId, name: item.name };
  writeCart(core, changed, touch, { multiplierMilli: null, prompt: null });
  return { kind: change.kind, lineId: change.lineId, productId };
}

/** Weight of a good whose barcode carries only its price: what the price buys, rounded once. */
export function weightBought(embeddedMinor: Minor, unitPriceMinor: Minor | null): QuantityMilli {
  if (unitPriceMinor === null || unitPriceMinor === 0) return ONE_UNIT;
  return quantityMilli(Math.max(1, mulDiv(embeddedMinor, ONE_UNIT, unitPriceMinor, "HALF_UP")));
}

function setLineNote(core: EngineCore, request: { lineId: string; note: string | null }): void {
  const line = findLine(core, request.lineId);
  if (!line) return;
  const note = request.note?.trim() || null;
  requireText("note", note, LINE_NOTE_MAX);
  const cart = openCart(core);
  const lines = cart.lines.map((known) => (known === line ? { ...line, note } : known));
  writeCart(core, { ...cart, lines }, { kind: "changed", lineId: line.lineId, name: line.name });
}

function removeLine(
  core: EngineCore,
  request: { lineId: string; reason: string },
  authority: Authority | null = null,
): void {
  const line = findLine(core, request.lineId);
  if (!line) return;
  const reason = requireReason(request.reason);
  const cart = openCart(core);
  const changed = {
    ...cart,
    lines: cart.lines.filter((known) => known !== line),
    voidedLines: [...cart.voidedLines, voidedLineOf(core, line, reason)],
  };
  changeWithinLimits(core, {
    changed,
    touch: { kind: "removed", lineId: line.lineId, name: line.name },
    act: "order_discount",
    reason: null,
    authority,
    run: (granted) => removeLine(core, request, granted),
  });
}

export function voidedLineOf(core: EngineCore, line: CartLineRecord, reason: string): VoidedLine {
  const quoted = openQuote(core).lines.find((known) => known.lineId === line.lineId);
  return {
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: quoted?.unitPriceMinor ?? minor(0),
    reason,
    at: toIso(core.ports.clock.now()),
  };
}
