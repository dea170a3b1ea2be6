export const POPOVER_PANEL =
  "rounded-card border border-border bg-surface-raised text-text shadow-popover outline-none data-entering:animate-fade-in data-exiting:animate-fade-out";

export const MENU_ITEM =
  "icon-16 flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-control px-2.5 py-1.5 text-body outline-none data-disabled:opacity-45 data-focused:bg-accent-soft data-focused:shadow-[inset_0_0_0_var(--soft-edge)_currentColor]";
