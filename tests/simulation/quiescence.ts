import type { SyncMark } from "../../till/catalog/catalog-cache";
import type { HeadRecord, UploadRecord } from "../../till/store/log-records";
import { type Device, terminalOf } from "./device";
import { peek, peekAll } from "./sim-disk";
import { livePages, type World } from "./world";

/** Whether every till has sent all, has all, and the server has booked all that it can. */
export function isQuiet(world: World): boolean {
  return unsettled(world).length === 0;
}

/** What still waits, in words; empty when nothing does. */
export function unsettled(world: World): string[] {
  return world.devices.flatMap((device) => unsettledOn(world, device));
}

function unsettledOn(world: World, device: Device): string[] {
  const pages = livePages(world, device);
  const till = pages[0]?.engine.getSnapshot().till;
  if (!till) return [`${device.name} is loading`];
  if (till.status === "loading") {
    // A till that another replaced before its first download is told nothing, and sells nothing.
    const isTold = world.server.isActive(terminalOf(device) ?? "");
    return isTold ? [`${device.name} is loading`] : waitingOn(world, device);
  }
  if (till.status === "wiped" || till.status === "not_enrolled") {
    return [`${device.name} is ${till.status}`];
  }
  const busy = pages.flatMap((page) => (page.isBusy ? [`${device.name} is busy`] : []));
  return [...busy, ...waitingOn(world, device), ...behindOn(world, device)];
}

/** Terminals of a log of which something is neither confirmed nor saved to a file. */
function waitingOn(world: World, device: Device): string[] {
  return peekAll<HeadRecord>(device.disk.log, "meta").flatMap(({ key, value }) => {
    if (typeof key !== "string" || !key.startsWith("head:")) return [];
    const terminalId = key.slice("head:".length);
    const upload = peek<UploadRecord>(device.disk.log, "meta", `upload:${terminalId}`);
    const received = upload?.receivedThrough ?? 0;
    const applied = world.cursors.get(terminalId)?.applied ?? 0;
    const saved = world.witness.exported.get(terminalId) ?? 0;
    const confirmed = Math.max(Math.min(received, applied), saved);
    if (confirmed >= value.sequence) return [];
    const [page] = livePages(world, device);
    const { attention = null, nextTryAt = null } = page?.engine.getSnapshot().sync ?? {};
    const at = `${received}/${applied} of ${value.sequence} (${attention}, next ${nextTryAt})`;
    return [`${device.name} ${terminalId} stands at ${at}`];
  });
}

/** A till whose copy of the shop is not the newest. */
function behindOn(world: World, device: Device): string[] {
  const head = world.server.headToken();
  const mark = peek<SyncMark>(device.disk.cache, "tables", "mark");
  const isTold = world.server.isActive(terminalOf(device) ?? "");
  const isBehind = isTold && head !== null && mark?.token !== head;
  return isBehind ? [`${device.name} has fetched up to ${mark?.token ?? "nothing"}`] : [];
}
