import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { programFile } from '../support/program.ts';
import { git, makeRepository, temporaryFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const examples = fileURLToPath(new URL('../../examples/at-scale/multi-gitter/', import.meta.url));
const withMultiGitter = onlyWhere(spawnSync('multi-gitter', ['version']).status === 0);

/** The part of the API of Gitea that multi-gitter uses, over bare repositories in a folder. */
function platform(folder: string, names: readonly string[], opened: string[]): Server {
  const repositories = names.map((name, k) => ({
    id: k + 1,
    name,
    full_name: `example/${name}`,
    owner: { login: 'example' },
    default_branch: 'main',
    ssh_url: `file://${path.join(folder, `${name}.git`)}`,
    permissions: { push: true, pull: true, admin: true },
  }));
  return createServer((request, response) => {
    const { method = '', url = '' } = request;
    const [, repository = ''] = /^\/api\/v1\/repos\/example\/([^/?]+)/.exec(url) ?? [];
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    request.resume();
    if (url.startsWith('/api/v1/version')) answer(200, { version: '1.22.0' });
    else if (url.startsWith('/api/v1/orgs/example/repos')) answer(200, repositories);
    else if (method === 'POST' && /\/pulls$/.test(url)) {
      opened.push(repository);
      const side = { repo: repositories.find(({ name }) => name === repository) };
      answer(201, { number: 1, index: 1, html_url: 'http://localhost/1', head: side, base: side });
    } else if (method === 'POST') answer(201, []);
    else if (/\/(?:pulls|reviews|labels)/.test(url)) answer(200, []);
    else answer(200, repositories.find(({ name }) => name === repository) ?? {});
  });
}

withMultiGitter.test(
  'multi-gitter opens a branch where something moves, and nowhere else (needs multi-gitter)',
  async () => {
    const folder = temporaryFolder();
    const without = (...left: readonly string[]): Files =>
      Object.fromEntries(Object.entries(smallRepository).filter(([file]) => !left.includes(file)));
    const files = without('ssot.config.json');
    const canonical = without('ssot.config.json', 'app/one.py', 'app/two.py', 'tests/test_three.py');
    const names = Array.from({ length: 20 }, (_unused, k) => `repository-${String(k + 1).padStart(2, '0')}`);
    const moving = names.filter((_name, k) => k % 3 !== 0);
    for (const name of names) {
      const work = makeRepository(moving.includes(name) ? files : canonical);
      git(work, 'branch', '-M', 'main');
      git(work, 'clone', '-q', '--bare', work, path.join(folder, `${name}.git`));
    }
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(programFile, path.join(bin, 'ssot-codemod'));
    writeFileSync(path.join(folder, 'config.yaml'), readFileSync(path.join(examples, 'config.yaml')));
    const opened: string[] = [];
    const server = platform(folder, names, opened).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const flags = ['--config', 'config.yaml', '--base-url', `http://127.0.0.1:${String(port)}`, '--token', 'x'];
      const identity = ['--author-name', 'a', '--author-email', 'a@example.org'];
      const child = spawn(
        'multi-gitter',
        ['run', path.join(examples, 'migrate.sh'), ...flags, ...identity, '--ssh-auth', '--plain-output'],
        { cwd: folder, env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` } },
      );
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
      const [code] = (await once(child, 'close')) as [number];
      expect([code, output]).toEqual([0, output]);
    } finally {
      server.close();
    }
    const branched = names.filter(
      (name) => git(path.join(folder, `${name}.git`), 'branch', '--list', 'ssot/imports') !== '',
    );
    expect(branched).toEqual(moving);
    expect(opened.toSorted()).toEqual(moving);
    const [first = ''] = moving;
    expect(git(path.join(folder, `${first}.git`), 'diff', '--name-only', 'main', 'ssot/imports')).toBe(
      'app/one.py\ntests/test_three.py\n',
    );
  },
  300_000,
);
