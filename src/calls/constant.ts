/** A text that means the same wherever it stands, and does nothing: None, True, a number, a plain string, an empty tuple. */
export function isConstant(text: string): boolean {
  return constant.test(text.trim());
}

const constant =
  /^(?:None|True|False|\.\.\.|[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|[rbu]{0,2}(?:"[^"\\\n]*"|'[^'\\\n]*')|\(\s*\))$/i;
