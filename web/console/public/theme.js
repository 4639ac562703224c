// Runs before the first paint, so that a chosen theme never flashes. A file of its own: the
// Content-Security-Policy allows no inline script.
try {
  const theme = localStorage.getItem("ventanilla.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's theme stays.
}
