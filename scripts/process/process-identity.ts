import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { platform } from "node:os";

/** A process number alone is reused; together with its start it names one process for good. */
export type ProcessIdentity = { pid: number; startedAt: string };

export function identifyProcess(pid: number): ProcessIdentity | null {
  const startedAt = platform() === "linux" ? linuxStart(pid) : otherStart(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** Process numbers of before a restart of the machine say nothing about the processes of now. */
export function isOfThisBoot(identity: ProcessIdentity): boolean {
  if (platform() !== "linux") return true;
  return identity.startedAt.split("/")[0] === linuxStart(process.pid)?.split("/")[0];
}

/** The arguments a process was started with, or null when there is no such process. */
export function processArguments(pid: number): string[] | null {
  if (platform() === "linux") {
    if (linuxStart(pid) === null) return null;
    return readIfThere(`/proc/${pid}/cmdline`)?.split("\0") ?? null;
  }
  const { status, stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim().split(" ") : null;
}

export function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const { pid, startedAt } = value as Record<string, unknown>;
    return typeof pid === "number" && typeof startedAt === "string" ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

/** Null for a zombie too: it has ended and only its parent has not noticed. */
function linuxStart(pid: number): string | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (!stat) return null;
  // The second field is the command in brackets and may itself contain spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return null;
  const boot = readIfThere("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return `${boot}/${fields[19] ?? ""}`;
}

function otherStart(pid: number): string | null {
  if (platform() === "win32") return signalReaches(pid) ? "running" : null;
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
    encoding: "utf8",
  });
  return status === 0 && stdout.trim() !== "" ? stdout.trim() : null;
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
