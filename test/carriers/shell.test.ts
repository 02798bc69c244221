import { describe, expect, test } from '@jest/globals';
import { carry } from './carried.ts';

const rewrites: readonly (readonly [file: string, before: string, after: string])[] = [
  [
    'Dockerfile',
    'FROM python\nCMD ["gunicorn", "-w", "2", "app.old:build"]\n',
    'FROM python\nCMD ["gunicorn", "-w", "2", "app.unified:make"]\n',
  ],
  [
    'deploy/Dockerfile.web',
    'FROM python\n\nRUN pip install x && \\\n    # a comment\n    uvicorn app.old:build --port 1\n',
    'FROM python\n\nRUN pip install x && \\\n    # a comment\n    uvicorn app.unified:make --port 1\n',
  ],
  [
    'Dockerfile',
    'FROM a\nHEALTHCHECK --interval=5s CMD python -c "from app.old import build; build()"\n',
    'FROM a\nHEALTHCHECK --interval=5s CMD python -c "from app.unified import make as build; build()"\n',
  ],
  [
    'run.sh',
    '#!/bin/sh\nif true; then\n  exec gunicorn app.old:build -b 0.0.0.0 # app\nfi\n',
    '#!/bin/sh\nif true; then\n  exec gunicorn app.unified:make -b 0.0.0.0 # app\nfi\n',
  ],
  [
    'run.sh',
    "python3 -c '\nfrom app.old import Manager, stays\nManager()\n'\n",
    "python3 -c '\nfrom app.old import stays\nfrom app.unified import Unified as Manager\nManager()\n'\n",
  ],
  [
    'run.sh',
    'celery -A app.old:build worker\npython -m celery --app=app.old:build worker\n',
    'celery -A app.unified:make worker\npython -m celery --app=app.unified:make worker\n',
  ],
  [
    'run.sh',
    'DJANGO_SETTINGS_MODULE=app.old.Manager flask --app app.old:build run\n',
    'DJANGO_SETTINGS_MODULE=app.unified.Unified flask --app app.unified:make run\n',
  ],
  [
    'Makefile',
    'run:\n\t@uvicorn app.old:build \\\n\t\t--port 1\n',
    'run:\n\t@uvicorn app.unified:make \\\n\t\t--port 1\n',
  ],
  ['Procfile', 'web: gunicorn app.old:build\n', 'web: gunicorn app.unified:make\n'],
];

describe('commands', () => {
  test.each(rewrites)('%s: %j', async (file, before, after) => {
    const { text, edits } = await carry(file, before, ['shell']);
    expect(text).toBe(after);
    expect(edits.every((edit) => edit.startsWith('safe'))).toBe(true);
  });

  test.each([
    ['run.sh', 'mytool app.old.Manager\n'],
    ['run.sh', 'X=app.old.Manager mytool\n'],
  ])('%s: %j is for review', async (file, content) => {
    const { text, edits } = await carry(file, content, ['shell']);
    expect([text, edits]).toEqual([content, ['review 1 app.old:Manager → app.unified:Unified']]);
  });

  test.each([
    ['run.sh', 'python - <<EOF\nfrom app.old import Manager\nEOF\n'],
    ['run.sh', 'gunicorn "$X.app.old:build" app.old.Manager$X\n'],
    ['run.sh', '# gunicorn app.old:build\necho "see app.old.build"\n'],
    ['run.sh', 'if true; then\n gunicorn app.old.build\n'],
    ['run.sh', 'python -c "from app.old import build; print(\\"$X\\")"\n'],
  ])('%s: %j is text', async (file, content) => {
    const { text, edits, notes } = await carry(file, content, ['shell']);
    expect([text, edits]).toEqual([content, []]);
    expect(notes.length).toBeGreaterThan(0);
  });
});
