import { readFileSync, realpathSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { Refusal } from "../refusal";

/** The account PostgreSQL runs under. PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number };

/**
 * Null means "as ourselves". Root hands over to the owner of an existing cluster, otherwise to the
 * accounts `postgres` or `nobody`.
 */
export function chooseAccount(existingDataDirectory: string | null): Account | null {
  if (process.getuid?.() !== 0) {
    requireNamedUser();
    return null;
  }
  if (existingDataDirectory) {
    const { uid, gid } = statSync(existingDataDirectory);
    if (uid !== 0) return { uid, gid };
  }
  const account = findAccount("postgres") ?? findAccount("nobody");
  if (account) return account;
  throw new Refusal(
    "PostgreSQL does not run as root and there is no account 'postgres' or 'nobody' to use; run as an ordinary user or set DATABASE_URL.",
  );
}

/** Whether `account` may pass through every folder on the way to `directory`. */
export function canReach(directory: string, account: Account): boolean {
  let path = realpathSync(directory);
  for (;;) {
    const { uid, gid, mode } = statSync(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    const parent = dirname(path);
    if (parent === path) return true;
    path = parent;
  }
}

/** A folder of ours that every account can pass through, for when the repository is in no such place. */
export function sharedPlace(): string {
  const home = process.getuid?.() === 0 ? "/var/lib" : "/var/tmp";
  const name = process.getuid?.() === 0 ? "kaunta" : `kaunta-${process.getuid?.()}`;
  return join(home, name);
}

function findAccount(name: string): Account | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** `initdb` looks up who runs it and gives up on a number without a name. */
function requireNamedUser(): void {
  try {
    userInfo();
  } catch {
    throw new Refusal(
      `User number ${process.getuid?.()} has no entry in /etc/passwd, which PostgreSQL needs; add one or set DATABASE_URL.`,
    );
  }
}
