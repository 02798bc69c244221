import { button } from './dom.ts';

const themes = ['auto', 'light', 'dark'] as const;

/** Goes from the theme of the system to light, to dark, and back. */
export function themeButton(): HTMLElement {
  let at = 0;
  const label = (): string => `Theme: ${themes[at] ?? 'auto'}`;
  const made = button(
    label(),
    () => {
      at = (at + 1) % themes.length;
      document.documentElement.dataset['theme'] = themes[at];
      made.textContent = label();
    },
    { class: 'theme' },
  );
  return made;
}
