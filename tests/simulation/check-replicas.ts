import type { ProductChange } from "../../core/sync/protocol-v1";
import type { SyncMark } from "../../till/catalog/catalog-cache";
import { type Device, terminalOf } from "./device";
import type { ModelServer } from "./model-server";
import { peek, peekAll } from "./sim-disk";
import { livePages, type World } from "./world";

/** [I14] Each till holds what the server would tell it, [I15] and nothing that was withdrawn. */
export function checkReplicas(world: World, { streams }: ModelServer): void {
  const live = streams.live();
  for (const device of world.devices) {
    // A till that another has replaced is told nothing new.
    if (!world.server.isActive(terminalOf(device) ?? "")) continue;
    checkWindows(world, device, live);
    checkCache(world, device, { live, token: streams.token() });
  }
}

function checkWindows(world: World, device: Device, live: ReadonlyMap<string, unknown>): void {
  for (const page of livePages(world, device)) {
    const { till } = page.engine.getSnapshot();
    // A window that did not hear of the enrolment shows what it was until it is loaded again.
    const isOwn = "register" in till && till.register.terminalId === terminalOf(device);
    if (!isOwn) continue;
    for (const { id } of world.shop.products) {
      const known = page.engine.findProduct(id);
      const isLive = live.has(`product/${id}`);
      if (isLive === (known !== null)) continue;
      const invariant = isLive ? "I14 replica" : "I15 tombstones";
      world.witness.blame(invariant, `${device.name} shows ${id}: ${known !== null}`);
    }
  }
}

/** The copy on the disk, row by row; what it lacks a reload could not show. */
function checkCache(
  world: World,
  device: Device,
  at: { live: ReadonlyMap<string, unknown>; token: string },
): void {
  const { witness } = world;
  const { cache } = device.disk;
  const mark = peek<SyncMark>(cache, "tables", "mark");
  if (mark?.token !== at.token) {
    witness.blame("I14 replica", `${device.name} stands at ${mark?.token}, not at ${at.token}`);
    return;
  }
  const kept = keptRows(device);
  for (const [key, body] of at.live) {
    if (!key.startsWith("product/") && !key.startsWith("stock/")) continue;
    if (kept.get(key) !== JSON.stringify(body)) {
      witness.blame("I14 replica", `${device.name} keeps another ${key}`);
    }
    kept.delete(key);
  }
  for (const key of kept.keys()) witness.blame("I15 tombstones", `${device.name} keeps ${key}`);
}

/** Products and levels as the cache has them, as text by entity and id. */
function keptRows({ disk: { cache } }: Device): Map<string, string> {
  const kept = new Map<string, string>();
  for (const { value } of peekAll<(ProductChange | null)[]>(cache, "chunks")) {
    for (const row of value) if (row) kept.set(`product/${row.id}`, JSON.stringify(row));
  }
  for (const [id, quantity] of peek<Map<string, number>>(cache, "tables", "stock") ?? []) {
    kept.set(`stock/${id}`, JSON.stringify({ id, quantityMilli: quantity }));
  }
  return kept;
}
