/* Light, dark or as the system has it; kept in this browser. */
const KEY = 'faden.theme';

export const theme = () => localStorage.getItem(KEY) ?? 'system';

export function setTheme(value) {
  if (value === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, value);
  show();
}

export function show() {
  const value = theme();
  if (value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
}
