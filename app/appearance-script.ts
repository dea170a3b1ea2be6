/**
 * The hash of `public/appearance.js`. Every page loads it before the first paint, kept ones too,
 * so it has no nonce; policies name it by this.
 */
export const APPEARANCE_INTEGRITY = "sha256-2M/HVhii7gbnTAVbIiFr8IRvxiU/rZ9QorQfo120994=";
