import { DomainError } from "./errors";

/**
 * Refuse a change to something that has changed since it was read [VR1]: two sessions may open one
 * draft, the first to save wins and the second is told, instead of writing over it.
 *
 * @param statedVersion the version that the change was made on.
 * @param currentVersion the version that is there now.
 * @throws DomainError stale_version with both.
 */
export function requireCurrentVersion(statedVersion: number, currentVersion: number): void {
  if (statedVersion === currentVersion) return;
  throw new DomainError("stale_version", { stated: statedVersion, current: currentVersion });
}
