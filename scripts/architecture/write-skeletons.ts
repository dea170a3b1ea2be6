import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ModuleItem, parseSync } from "@swc/core";

export type SkeletonKind = "all" | "values";

/**
 * Copies a source tree with nothing left of each file but what it imports.
 *
 * dependency-cruiser reads TypeScript either through the JavaScript API of `typescript`, which
 * version 7 does not have, or through swc, where it neither parses JSX nor tells a type-only
 * import from another. So swc is called here with the right syntax, and the skeletons say in
 * plain words what dependency-cruiser can tell apart: a value import stays an `import`, a
 * type-only one becomes a `require`, which this code base has no other use for.
 *
 * @param kind "values" leaves type-only imports out: what a bundle really contains.
 */
export function writeSkeletons(plan: {
  root: string;
  folders: readonly string[];
  target: string;
  kind: SkeletonKind;
}): void {
  const { root, folders, target, kind } = plan;
  for (const path of folders.flatMap((folder) => listSources(root, folder))) {
    const source = readFileSync(join(root, path), "utf8");
    const isReact = path.endsWith("x");
    const { body } = parseSync(source, { syntax: "typescript", tsx: isReact, target: "es2022" });
    const lines = [...listStatic(body), ...listDynamic(source)]
      .filter(({ isTypeOnly }) => kind === "all" || !isTypeOnly)
      .map(({ module, isTypeOnly }) => {
        const name = JSON.stringify(module);
        return isTypeOnly ? `require(${name});` : `import ${name};`;
      });
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), `${lines.join("\n")}\n`);
  }
  symlinkSync(join(root, "node_modules"), join(target, "node_modules"));
}

type Import = { module: string; isTypeOnly: boolean };

function listStatic(body: readonly ModuleItem[]): Import[] {
  return body.flatMap((item) => {
    switch (item.type) {
      case "ImportDeclaration": {
        const names = item.specifiers;
        const isEachType =
          names.length > 0 &&
          names.every((name) => name.type === "ImportSpecifier" && name.isTypeOnly);
        return [{ module: item.source.value, isTypeOnly: item.typeOnly || isEachType }];
      }
      case "ExportAllDeclaration":
        return [{ module: item.source.value, isTypeOnly: false }];
      case "ExportNamedDeclaration":
        return item.source ? [{ module: item.source.value, isTypeOnly: item.typeOnly }] : [];
      default:
        return [];
    }
  });
}

/** `import("…")` stands anywhere in the tree, so it is found by its spelling. */
function listDynamic(source: string): Import[] {
  const calls = source.matchAll(/(typeof\s+)?\bimport\(\s*["'`]([^"'`$]+)["'`]\s*\)(\.[A-Z])?/g);
  return [...calls].map(([, typeOf, module = "", member]) => ({
    module,
    isTypeOnly: typeOf !== undefined || member !== undefined,
  }));
}

function listSources(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listSources(root, path);
    return /[.]tsx?$/.test(entry.name) ? [path] : [];
  });
}
