/** Texts that a pull request may bring: names and texts that mean something to those who read reports. */
export const hostileTexts = [
  '\u001b[2J\u001b[31mred\u001b[0m',
  'a\u009b31mb',
  '\u202egnp.py',
  '::set-output name=x::y',
  '  ::add-mask::x',
  'a##[add-mask]x',
  'a\nb::error::x',
  'a\r\n::stop-commands::x',
  'a,line=1,file=b::c:d%0A::e',
  '`x` ``y`` <img src=x onerror=alert(1)>',
  '| a | [click](http://evil.example) @everyone #1 |',
  String.raw`a\|<b>\\| @everyone`,
  '](http://evil.example) {0} [x](javascript:alert(1))',
  '<!-- --> <script>alert(1)</script> &lt;',
  '$(touch x) `touch x` "; touch x; \'',
  '../../etc/passwd',
  '/etc/passwd',
  'c:/x y/%2e%2e/é#?.py',
  'lone \ud800 surrogate',
  '__proto__',
] as const;

/** Anything that a terminal or the log of a CI service would obey. */
export const obeyed = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]|##\[|^\s*::/u;
