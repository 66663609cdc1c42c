/** What the page remembers between visits: language, appearance and safety limits, nothing of the data. */
import { limitsText, parseLimits, type Limits } from '../engine/limits';
import { bestLocale, LOCALES, type LocaleTag } from '../i18n/index';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Storage may be forbidden; then nothing is remembered. */
function recall(key: string): string | null {
  try {
    return localStorage.getItem(`kamlens.${key}`);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`kamlens.${key}`, value);
  } catch {
    // The choice holds until the page is closed.
  }
}

/** The language that a link asks for (`?lang=en`), else the remembered one, else the browser's best. */
export function savedLocale(): LocaleTag {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked) return bestLocale([asked]);
  const saved = recall('locale');
  return LOCALES.find((tag) => tag === saved) ?? bestLocale(navigator.languages);
}

export function savedTheme(): Theme {
  const saved = recall('theme');
  return THEMES.find((theme) => theme === saved) ?? 'auto';
}

/** Safety limits that were set otherwise. */
export const savedLimits = (): Limits => parseLimits(recall('limits') ?? '');

export const saveLimits = (limits: Limits): void => keep('limits', limitsText(limits));

export function saveLocale(tag: LocaleTag): void {
  keep('locale', tag);
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  // A choice counts more than the link that led here.
  history.replaceState(history.state, '', address);
  document.documentElement.lang = tag;
}

/** Remembers an appearance and shows it; `auto` leaves it to the system. */
export function saveTheme(theme: Theme): void {
  keep('theme', theme);
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset['theme'];
  else dataset['theme'] = theme;
}
