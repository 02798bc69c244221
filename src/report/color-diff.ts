import picocolors from 'picocolors';

/** A unified diff as git colours it. Works on bytes, since a file may be in any encoding. */
export function colorDiff(diff: Uint8Array): Uint8Array {
  const { bold, cyan, red, green } = picocolors.createColors(true);
  const lines = Buffer.from(diff).toString('latin1').split('\n');
  const colored = lines.map((line) => {
    if (/^(?:diff --git|---|\+\+\+) /.test(line)) return bold(line);
    if (line.startsWith('@@')) return cyan(line);
    if (line.startsWith('-')) return red(line);
    return line.startsWith('+') ? green(line) : line;
  });
  return Buffer.from(colored.join('\n'), 'latin1');
}
