import { act, type Counter, sayTomorrowsEvent } from "./cashier";
import { createDevice, type Device, setOnline, terminalOf } from "./device";
import { type Page, WORLD_BEGAN_AT } from "./page";
import { copyDisk, createSimDisk, cutPower, peekAll, type SimDisk } from "./sim-disk";
import { killPages, livePages, openWindow, type World } from "./world";

const DAY_MS = 86_400_000;

/** A device as it was once, in a backup of its browser's profile. */
type Snapshot = { readonly disk: SimDisk; readonly marker: string | null };

export type DeviceLife = { readonly tick: () => void; readonly stop: () => void };

/** Everything that happens to one device and at its counter, act after act. */
export function liveDevice(world: World, device: Device): DeviceLife {
  const { timeline, chance } = world;
  const counter: Counter = {
    chance,
    shop: world.shop,
    witness: world.witness,
    storeId: world.shop.storeId,
  };
  const life = { isOver: false, snapshot: null as Snapshot | null };
  function tick(): void {
    if (life.isOver) return;
    if (!world.faults.isHealed()) meetFate(world, device, life);
    const pages = livePages(world, device);
    if (pages.length === 0) openWindow(world, device);
    else void serveCustomer(world, counter, chance.pick(pages));
    timeline.after(chance.between(1_500, 9_000), tick);
  }
  timeline.after(chance.below(4_000), tick);
  return {
    tick,
    stop() {
      life.isOver = true;
    },
  };
}

async function serveCustomer(world: World, counter: Counter, page: Page): Promise<void> {
  const isTrading = !world.faults.isHealed();
  const { till } = page.engine.getSnapshot();
  const isSelling = till.status === "selling" || till.status === "paid";
  if (isTrading && isSelling && !page.isBusy && world.faults.strikes("data.unknown_type")) {
    await sayTomorrowsEvent(counter, page).catch(() => undefined);
    return;
  }
  await act(counter, page, isTrading);
}

type Fated = { snapshot: Snapshot | null };

function meetFate(world: World, device: Device, life: Fated): void {
  const { chance, faults, timeline } = world;
  const pages = livePages(world, device);
  if (faults.strikes("client.reload")) killPages(world, device);
  if (pages.length < 3 && faults.strikes("client.second_tab")) openWindow(world, device);
  if (pages.length > 1 && chance.happens(0.1)) pages[0]?.kill();
  if (pages[0] && faults.strikes("client.freeze")) pages[0].freeze(chance.between(5_000, 120_000));
  if (faults.strikes("client.quota")) {
    device.isQuotaFull = true;
    timeline.after(chance.between(3_000, 30_000), () => {
      device.isQuotaFull = false;
    });
  }
  if (faults.strikes("client.power_loss")) {
    killPages(world, device);
    cutPower(device.disk, timeline.now());
    world.witness.trace?.(`${device.name} loses power`);
  }
  if (faults.strikes("client.old_version")) device.appVersion = chance.pick(["0.1.0", "0.2.0"]);
  if (faults.strikes("net.partition")) partition(world, device);
  turnClock(world, device);
  loseOrCopy(world, device, life);
}

function partition(world: World, device: Device): void {
  const { chance, timeline, devices } = world;
  const cutOff = chance.happens(0.3) ? [...devices] : [device];
  for (const each of cutOff) setOnline(each, false);
  timeline.after(chance.between(5_000, 90_000), () => {
    for (const each of cutOff) setOnline(each, true);
  });
}

function turnClock(world: World, device: Device): void {
  const { chance, faults, timeline } = world;
  if (faults.strikes("clock.jump")) device.wallOffsetMs += chance.pick([-DAY_MS, DAY_MS]);
  if (faults.strikes("clock.year_1970")) {
    device.wallOffsetMs = -WORLD_BEGAN_AT;
    timeline.after(chance.between(10_000, 60_000), () => {
      device.wallOffsetMs = 0;
    });
  }
}

function loseOrCopy(world: World, device: Device, life: Fated): void {
  const { chance, faults, witness } = world;
  const terminalId = terminalOf(device);
  if (terminalId === null) return;
  if (faults.strikes("client.wipe")) {
    killPages(world, device);
    witness.wiped.add(terminalId);
    loseLog(world, device, createSimDisk());
    life.snapshot = null;
    return;
  }
  if (faults.knows("client.restore") && life.snapshot === null && chance.happens(0.1)) {
    life.snapshot = { disk: copyDisk(device.disk), marker: device.marker };
  }
  if (life.snapshot && faults.strikes("client.restore")) {
    killPages(world, device);
    noteFork(world, [device.disk, life.snapshot.disk]);
    loseLog(world, device, copyDisk(life.snapshot.disk));
    device.marker = life.snapshot.marker;
    device.isForked = true;
    life.snapshot = null;
  }
  if (!device.isForked && faults.strikes("client.clone")) cloneDevice(world, device);
}

function loseLog(world: World, device: Device, disk: SimDisk): void {
  const { witness } = world;
  witness.trace?.(`${device.name} has another log from here on`);
  witness.lostLogs.add(`${device.name}/${device.generation}`);
  device.disk = disk;
  device.generation += 1;
}

/** Every terminal that two logs claim to be. */
function noteFork(world: World, disks: readonly SimDisk[]): void {
  for (const disk of disks) {
    for (const { key } of peekAll(disk.log, "carts")) world.witness.copiedCarts.add(String(key));
    for (const key of disk.log.written.get("meta")?.keys() ?? []) {
      if (key.startsWith("head:")) world.witness.forked.add(key.slice("head:".length));
    }
  }
}

function cloneDevice(world: World, device: Device): void {
  const { name, registerId, rate } = device;
  const copy = createDevice({ name: `${name}-copy`, registerId, rate });
  copy.disk = copyDisk(device.disk);
  copy.marker = device.marker;
  copy.isForked = true;
  device.isForked = true;
  noteFork(world, [device.disk]);
  world.witness.trace?.(`${name} is copied`);
  world.devices.push(copy);
  liveDevice(world, copy);
}
