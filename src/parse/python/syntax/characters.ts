export const LINE_FEED = 10;
export const FORM_FEED = 12;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const APOSTROPHE = 39;
export const DOT = 46;
export const EQUALS = 61;
export const BACKSLASH = 92;
export const TAB = 9;

/** The classes of ASCII characters: 1 for digits, 2 for letters and `_`, 0 for all others. */
export const characterClass = new Uint8Array(128);
for (const [first, last, kind] of ['09\u0001', 'AZ\u0002', 'az\u0002', '__\u0002']) {
  for (let code = first?.charCodeAt(0) ?? 0; code <= (last?.charCodeAt(0) ?? 0); code++)
    characterClass[code] = kind?.charCodeAt(0) ?? 0;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === FORM_FEED;
}

export function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
