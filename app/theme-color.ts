/** Browsers read these before any style sheet, so they repeat two tokens of theme.css. */
export const THEME_COLORS = { light: "#ffffff", dark: "#1b1a18", page: "#f5f4f1" } as const;
