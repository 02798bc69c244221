import { DockerfileParser } from 'dockerfile-ast';
import { carrierOf } from '../model/carrier.ts';
import type { Carrier } from './carrier.ts';
import { namedInScript } from './config-values.ts';
import { valueParts } from './document.ts';
import { linesOf } from './lines.ts';
import type { Scalar } from './scalar.ts';

/** A piece of a file that the shell reads. */
type Script = Pick<Scalar, 'text' | 'pieces'>;

/** Shell scripts, Dockerfiles, Makefiles and Procfiles: words of commands that are dotted paths. */
export const shell: Carrier = {
  id: 'shell',
  isOf: (path) => carrierOf(path) === 'shell',
  parts: ({ path, text }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const found = scriptsOf(name, text).map((script) => namedInScript(script, text));
    return valueParts(
      text,
      found.flatMap(({ values }) => values),
      found.flatMap(({ programs }) => programs),
    );
  },
};

function scriptsOf(name: string, text: string): Script[] {
  if (/^(?:Dockerfile|Containerfile)\b|\.dockerfile$/i.test(name)) return dockerScripts(text);
  if (/^(?:GNU)?[Mm]akefile$|\.mk$/.test(name)) return linesBehind(text, /^\t[-@+]*/);
  return name === 'Procfile' ? linesBehind(text, /^[\w-]+:[ \t]*/) : [scriptAt(text, 0, text.length)];
}

function scriptAt(text: string, start: number, end: number): Script {
  return { text: text.slice(start, end), pieces: [{ start: 0, end: end - start, at: { start, end } }] };
}

/** The commands behind a prefix, each with the lines that a backslash goes on with. */
function linesBehind(text: string, prefix: RegExp): Script[] {
  const found: Script[] = [];
  const lines = linesOf(text);
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k];
    const start = line && prefix.exec(line.text)?.[0].length;
    if (line === undefined || start === undefined) continue;
    while (lines[k]?.text.endsWith('\\') === true && k + 1 < lines.length) k++;
    found.push(scriptAt(text, line.start + start, lines[k]?.end ?? line.end));
  }
  return found;
}

const commands = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

function dockerScripts(text: string): Script[] {
  const starts = linesOf(text).map(({ start }) => start);
  return DockerfileParser.parse(text)
    .getInstructions()
    .flatMap((instruction) => {
      const keyword = instruction.getKeyword();
      const range = instruction.getArgumentsRange();
      if (range === null || ![...commands, 'ENV'].includes(keyword)) return [];
      const at = ({ line, character }: { readonly line: number; readonly character: number }): number =>
        (starts[line] ?? 0) + character;
      const whole = scriptAt(text, at(range.start), at(range.end));
      // `HEALTHCHECK --interval=5s CMD python -m app`, `RUN --mount=… pip`
      const skipped = /^(?:--\w[\w-]*(?:=\S*)?\s+)*(?:CMD\s+)?/.exec(whole.text)?.[0].length ?? 0;
      return [scriptAt(text, at(range.start) + skipped, at(range.end))];
    });
}
