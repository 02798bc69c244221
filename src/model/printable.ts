/** Control characters, and what changes the direction or the lines of the text around it. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
/** The same, but for tabs. */
const unprintableInCode = /[^\P{Cc}\t]|[\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * Text without characters that a terminal or the log of a CI service would obey: control characters, and workflow
 * commands of GitHub Actions, which are `::name` at the start of a line and `##[name` anywhere in it
 * (https://github.com/actions/runner, ActionCommand.cs).
 */
export function printable(text: string): string {
  return withoutCommands(text.replace(unprintable, escaped));
}

/** Each line of a text made harmless by itself; line endings and tabs stay. */
export function printableLines(text: string): string {
  return text
    .split(/(\r?\n)/)
    .map((part, k) => (k % 2 === 0 ? withoutCommands(part.replace(unprintableInCode, escaped)) : part))
    .join('');
}

/** Lines without workflow commands; all else stays, byte for byte. */
export function withoutLogCommands(text: Uint8Array): Uint8Array {
  const lines = Buffer.from(text).toString('latin1').split('\n');
  return Buffer.from(lines.map(withoutCommands).join('\n'), 'latin1');
}

function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\x3a').replaceAll('##[', '#\\x23[');
}

/** `\x1b`, or `\u202e` where two digits do not do. */
function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
