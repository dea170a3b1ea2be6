import { type Access, mayGrant, OWNER } from "./roles";

/** Somebody as others may manage them. */
export type Holder = {
  readonly role: string;
  readonly access: Access;
  /** Where they work; null is everywhere. */
  readonly storeIds: readonly string[] | null;
};

/**
 * Whether somebody may manage another, as that one is or is to become: an owner only by an owner
 * [PE1], nobody who works where they do not [PE2], and nobody who may do more than they [PE3].
 */
export function mayManage(manager: Holder, person: Holder): boolean {
  if (person.role === OWNER && manager.role !== OWNER) return false;
  return worksWithin(person.storeIds, manager.storeIds) && mayGrant(manager.access, person.access);
}

/** Who works in some stores has to do only with who works in some of those and in no other. */
function worksWithin(stores: Holder["storeIds"], bounds: Holder["storeIds"]): boolean {
  if (bounds === null) return true;
  return stores !== null && stores.length > 0 && stores.every((store) => bounds.includes(store));
}
