type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Child = Node | string | undefined;

/** Control characters, and those that change the order of the text around them. */
const unseen = /\p{Bidi_Control}|(?![\t\n\r])\p{Cc}/gu;

/** Text with what would deceive the eye spelled out. */
export function visible(text: string): string {
  return text.replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * An element. Attributes that are undefined or false are left out; text is text, whatever it holds. What is shown of either is
 * made visible, which `value` is not: it is compared.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : name === 'value' ? String(value) : visible(String(value)));
  for (const child of children)
    if (child !== undefined) made.append(typeof child === 'string' ? visible(child) : child);
  return made;
}

export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

export function number(value: number): string {
  return value.toLocaleString('en');
}

export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A box to tick, with its label. */
export function checkbox(label: string, isSet: boolean, onChange: (isSet: boolean) => void): HTMLLabelElement {
  const box = element('input', { type: 'checkbox' });
  box.checked = isSet;
  box.addEventListener('change', () => {
    onChange(box.checked);
  });
  return element('label', { class: 'check' }, box, label);
}
