import { SourceBuffer } from '../../native/source-buffer.ts';
import type { Language } from '../language.ts';
import { FileScanner } from '../readers/scan-files.ts';

/** Python. What reads files in full is loaded where it does: a thread that only scans needs none of it. */
export const python: Language = {
  id: 'python',
  open: async (context) => new (await import('./python-files.ts')).PythonFiles(context),
  scanner: ({ config, request, buffer }) => new FileScanner(config, buffer, request.contents),
  editText: async (config, request, { source, consultsFiles }) => {
    const { PythonEngine } = await import('./python-engine.ts');
    const { openPythonProject } = await import('./python-project.ts');
    const project = consultsFiles ? openPythonProject(config) : undefined;
    return new PythonEngine(config, request, SourceBuffer.create(), project).editSource(source);
  },
};
