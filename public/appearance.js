(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("kaunta-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("kaunta-contrast") === "more") root.dataset.contrast = "more";
  } catch {
    // Storage may be closed to us; the device's own setting then holds.
  }
  const language = /(?:^|; )kaunta-language=(en|sw)(?:;|$)/.exec(document.cookie)?.[1];
  if (language) root.lang = language;
})();
