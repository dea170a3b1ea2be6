export type Tone = "neutral" | "accent" | "positive" | "warning" | "danger";

export const TONE_GROUND: Record<Tone, string> = {
  neutral: "tone-neutral",
  accent: "tone-accent",
  positive: "tone-positive",
  warning: "tone-warning",
  danger: "tone-danger",
};

export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-text-muted",
  accent: "text-accent-text",
  positive: "text-positive",
  warning: "text-warning",
  danger: "text-danger",
};
