/** Told to every listening process of the tenant when its ledger has grown. */
export const CHANGES_CHANNEL = "kaunta_changes";
