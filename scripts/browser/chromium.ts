import { spawnSync } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { withLock } from "../process/file-lock";
import { Refusal } from "../refusal";

/** A browser that Playwright can start, and the environment it needs to find its libraries. */
export type Chromium = { executablePath: string; args: string[]; env: Record<string, string> };

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGS = ["--no-sandbox"];

/**
 * The browser of CHROME, otherwise an installed one, otherwise the one that came with npm, which
 * runs on a bare machine without a package manager or a download.
 */
export async function findChromium(): Promise<Chromium> {
  const given = process.env["CHROME"];
  if (given !== undefined && given !== "" && !existsSync(given)) {
    throw new Refusal(`CHROME names ${given}, which does not exist.`);
  }
  const installed = given || INSTALLED.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, args: ARGS, env: {} };
  const folder = await unpackPackaged();
  const executablePath = join(folder, "chromium");
  const env = packagedEnvironment(folder);
  const { status, stderr } = spawnSync(executablePath, ["--version"], {
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (status === 0) return { executablePath, args: [...ARGS, "--headless=shell"], env };
  throw new Refusal(
    `No browser runs here (${stderr.trim().split("\n").at(-1)}); install chromium or set CHROME.`,
  );
}

/** The package carries the libraries that a server without a desktop lacks. */
function packagedEnvironment(folder: string): Record<string, string> {
  const runs = spawnSync(join(folder, "chromium"), ["--version"]).status === 0;
  return {
    ...(runs ? {} : { LD_LIBRARY_PATH: join(folder, "lib") }),
    ...(existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: folder }),
  };
}

async function unpackPackaged(): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Refusal("No browser was found; install chromium or set CHROME to one.");
  }
  const root = dirname(
    dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"))),
  );
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const cache = resolve("node_modules", ".cache");
  const folder = join(cache, `kaunta-chromium-${version}`);
  mkdirSync(cache, { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    const half = `${folder}.half`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    const program = createWriteStream(join(half, "chromium"), { mode: 0o755 });
    await pipeline(open(root, "chromium.br"), createBrotliDecompress(), program);
    for (const archive of ["al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"]) {
      await unpackArchive(root, archive, half);
    }
    const fonts = join(half, "fonts.conf");
    const settings = readFileSync(fonts, "utf8").replaceAll("/tmp/fonts", join(folder, "fonts"));
    writeFileSync(fonts, settings);
    renameSync(half, folder);
  });
  return folder;
}

async function unpackArchive(root: string, archive: string, target: string): Promise<void> {
  const tarFile = join(target, "archive.tar");
  await pipeline(open(root, archive), createBrotliDecompress(), createWriteStream(tarFile));
  const { status, stderr } = spawnSync("tar", ["-xf", tarFile, "-C", target], {
    encoding: "utf8",
  });
  rmSync(tarFile);
  if (status !== 0) throw new Refusal(`The browser could not be unpacked: ${stderr.trim()}.`);
}

function open(root: string, name: string) {
  return createReadStream(join(root, "bin", name));
}
