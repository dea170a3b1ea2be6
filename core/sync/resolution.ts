/** How an event that had been set aside was dealt with. */
export const RESOLUTIONS = ["retried", "posted", "accepted"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];
