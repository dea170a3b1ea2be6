import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { withLock } from "../process/file-lock";
import { identifyProcess, isAlive, parseIdentity } from "../process/process-identity";
import { Refusal } from "../refusal";
import { type Account, canReach, chooseAccount, sharedPlace } from "./account";
import { findNative, NATIVE_ENVIRONMENT } from "./native";
import {
  findPostmaster,
  type Postmaster,
  quitPostmaster,
  startPostmaster,
  stopPostmaster,
} from "./postmaster";

const ADMIN_ROLE = "kaunta_admin";
export const WEB_ROLE = "kaunta_web";
export const DATABASE = "kaunta";
const POSTGRES_MAJOR = "18";

export type EmbeddedPostgres = {
  /** The postmaster's process. */
  pid: number;
  port: number;
  /** True when the server was already running, left by another process. */
  adopted: boolean;
  /** True when the database `kaunta` was made by this call. */
  databaseIsNew: boolean;
  adminUrl(databaseName?: string): string;
  appUrl(databaseName?: string): string;
  /** Stops the server, whoever else uses it. */
  stop(): Promise<void>;
  /** Stops the server unless another living process uses it. */
  release(): Promise<void>;
  /** Stops the server and removes its data for good. */
  destroy(): Promise<void>;
  /** Tells the server to end without waiting for it: all that a process can do while it exits. */
  abandon(): void;
};

/** What must survive with the cluster: where its data lie and how to sign in. */
type Cluster = {
  dataDirectory: string;
  adminPassword: string;
  webPassword: string;
  port: number | null;
};

/**
 * A PostgreSQL server of our own in `directory`, made on first use. One that is still running
 * there (its parent was killed) is taken over.
 *
 * @param durable false gives up safety against power loss for speed; for tests only.
 */
export async function startEmbeddedPostgres(options: {
  directory: string;
  durable: boolean;
}): Promise<EmbeddedPostgres> {
  mkdirSync(options.directory, { recursive: true });
  const directory = realpathSync(options.directory);
  chmodSync(directory, 0o711);

  return withLock(join(directory, "lock"), async () => {
    const cluster = readCluster(directory) ?? newCluster(directory);
    const found = await findPostmaster(cluster.dataDirectory);
    const postmaster = found ?? (await start(directory, cluster, options.durable));
    rememberPort(directory, cluster, postmaster.port);
    hold(directory);
    const databaseIsNew = await createDatabase(url(cluster, postmaster, ADMIN_ROLE, "postgres"));
    return handle({ directory, cluster, postmaster, adopted: found !== null, databaseIsNew });
  });
}

function handle(running: {
  directory: string;
  cluster: Cluster;
  postmaster: Postmaster;
  adopted: boolean;
  databaseIsNew: boolean;
}): EmbeddedPostgres {
  const { directory, cluster, postmaster, adopted, databaseIsNew } = running;
  const stopNow = () => stopPostmaster(postmaster, cluster.dataDirectory);
  const alone = (work: () => Promise<void>) =>
    withLock(join(directory, "lock"), async () => {
      letGo(directory);
      await work();
    });
  return {
    pid: postmaster.pid,
    port: postmaster.port,
    adopted,
    databaseIsNew,
    adminUrl: (name = DATABASE) => url(cluster, postmaster, ADMIN_ROLE, name),
    appUrl: (name = DATABASE) => url(cluster, postmaster, WEB_ROLE, name),
    stop: () => alone(stopNow),
    release: () =>
      alone(async () => {
        if (!isHeldByOthers(directory)) await stopNow();
      }),
    async destroy() {
      await alone(stopNow);
      removeCluster(directory, cluster);
    },
    abandon: () => quitPostmaster(postmaster, cluster.dataDirectory),
  };
}

/** Stops what a killed process left running in `directory` and removes it. */
export async function removeAbandonedCluster(directory: string): Promise<void> {
  const cluster = readCluster(directory);
  if (isHeldByOthers(directory)) return;
  if (cluster) {
    const postmaster = await findPostmaster(cluster.dataDirectory);
    if (postmaster) await stopPostmaster(postmaster, cluster.dataDirectory);
    removeCluster(directory, cluster);
  }
  rmSync(directory, { recursive: true, force: true });
}

async function start(directory: string, cluster: Cluster, durable: boolean): Promise<Postmaster> {
  const { dataDirectory } = cluster;
  const exists = existsSync(join(dataDirectory, "PG_VERSION"));
  const account = chooseAccount(exists ? dataDirectory : null);
  const native = findNative(account);
  if (exists) requireVersion(dataDirectory);
  else initialise({ native, cluster, account, durable });
  return startPostmaster({
    native,
    dataDirectory,
    logFile: join(directory, "postgres.log"),
    account,
    durable,
    port: cluster.port,
  });
}

function newCluster(directory: string): Cluster {
  const account = chooseAccount(null);
  const isReachable = account === null || canReach(directory, account);
  // A random name: when the pointer to it is deleted, the next cluster must not meet its data.
  const place = isReachable
    ? directory
    : join(sharedPlace(), `cluster-${randomBytes(6).toString("hex")}`);
  const cluster: Cluster = {
    dataDirectory: join(place, "data"),
    adminPassword: randomBytes(24).toString("base64url"),
    webPassword: randomBytes(24).toString("base64url"),
    port: null,
  };
  writeCluster(directory, cluster);
  return cluster;
}

/** Into a neighbouring folder first, so that a half-made cluster is never mistaken for a whole one. */
function initialise(plan: {
  native: string;
  cluster: Cluster;
  account: Account | null;
  durable: boolean;
}): void {
  const { native, cluster, account, durable } = plan;
  const half = `${cluster.dataDirectory}.half`;
  const passwordFile = `${cluster.dataDirectory}.password`;
  const place = dirname(cluster.dataDirectory);
  mkdirSync(place, { recursive: true });
  if (account) chmodSync(place, 0o711);
  rmSync(half, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, cluster.adminPassword, { mode: 0o600, flag: "wx" });
  if (account) {
    chownSync(half, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const { status, stderr, error } = spawnSync(
    join(native, "bin", "initdb"),
    [
      `--pgdata=${half}`,
      `--username=${ADMIN_ROLE}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(durable ? [] : ["--no-sync"]),
    ],
    { ...account, cwd: "/", env: NATIVE_ENVIRONMENT, encoding: "utf8" },
  );
  rmSync(passwordFile, { force: true });
  if (status !== 0) {
    const reason = error?.message ?? stderr.trim().split("\n").at(-1);
    throw new Refusal(`The embedded database could not be made: ${reason}`);
  }
  renameSync(half, cluster.dataDirectory);
}

function requireVersion(dataDirectory: string): void {
  const version = readFileSync(join(dataDirectory, "PG_VERSION"), "utf8").trim();
  if (version === POSTGRES_MAJOR) return;
  throw new Refusal(
    `${dataDirectory} holds a PostgreSQL ${version} database, and this is PostgreSQL ${POSTGRES_MAJOR}; set DATA_DIR to another folder.`,
  );
}

async function createDatabase(adminUrl: string): Promise<boolean> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (row) return false;
    await sql.unsafe(`create database ${DATABASE}`);
    return true;
  } finally {
    await sql.end();
  }
}

function url(cluster: Cluster, { port }: Postmaster, role: string, databaseName: string): string {
  const password = role === ADMIN_ROLE ? cluster.adminPassword : cluster.webPassword;
  return `postgres://${role}:${password}@127.0.0.1:${port}/${databaseName}`;
}

function readCluster(directory: string): Cluster | null {
  const path = join(directory, "cluster.json");
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Cluster;
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function writeCluster(directory: string, cluster: Cluster): void {
  const path = join(directory, "cluster.json");
  writeFileSync(`${path}.new`, `${JSON.stringify(cluster, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function rememberPort(directory: string, cluster: Cluster, port: number): void {
  if (cluster.port !== port) writeCluster(directory, { ...cluster, port });
}

function removeCluster(directory: string, cluster: Cluster): void {
  const place = dirname(cluster.dataDirectory);
  if (place !== directory) rmSync(place, { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
}

function holdersDirectory(directory: string): string {
  return join(directory, "holders");
}

function hold(directory: string): void {
  mkdirSync(holdersDirectory(directory), { recursive: true, mode: 0o700 });
  writeFileSync(
    join(holdersDirectory(directory), String(process.pid)),
    JSON.stringify(identifyProcess(process.pid)),
  );
}

function letGo(directory: string): void {
  rmSync(join(holdersDirectory(directory), String(process.pid)), { force: true });
}

function isHeldByOthers(directory: string): boolean {
  const folder = holdersDirectory(directory);
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => {
    const identity = parseIdentity(readFileSync(join(folder, name), "utf8"));
    if (identity && identity.pid !== process.pid && isAlive(identity)) return true;
    rmSync(join(folder, name), { force: true });
    return false;
  });
}
