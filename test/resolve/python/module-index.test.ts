import { describe, expect, test } from '@jest/globals';
import { memoryProject } from '../../support/memory-project.ts';

describe('find', () => {
  const { index } = memoryProject(
    {
      'app/__init__.py': '',
      'app/both/__init__.py': '',
      'app/both.py': '',
      'app/space/module.py': '',
      'app/stub.pyi': '',
      'app/fast.so': '',
      'src/app/other.py': '',
      'src/lib/__init__.py': '',
      'src/split/here.py': '',
      'split/there.py': '',
      'later/thing.py': '',
      'src/later/__init__.py': '',
    },
    ['.', 'src'],
  );
  test.each([
    ['app', 'package', 'app/__init__.py'],
    ['app.both', 'package', 'app/both/__init__.py'], // a package goes before a module of its name
    ['app.space', 'namespace', 'app/space'],
    ['app.space.module', 'module', 'app/space/module.py'],
    ['app.stub', 'opaque', 'app/stub'],
    ['app.fast', 'opaque', 'app/fast'],
    ['lib', 'package', 'src/lib/__init__.py'],
    ['split.here', 'module', 'src/split/here.py'], // a namespace package has parts below several source roots
    ['split.there', 'module', 'split/there.py'],
    ['later', 'package', 'src/later/__init__.py'], // a regular package of a later root goes before a namespace
    ['src.lib', 'package', 'src/lib/__init__.py'],
  ])('%s is a %s', (module, kind, path) => {
    expect(index.find(module)).toEqual({ kind, path });
  });

  test.each(['nowhere', 'app.nowhere', 'app.both.nowhere', 'lib.app'])('%s is nowhere', (module) => {
    expect(index.find(module)).toBeUndefined();
  });

  test('what has its first part below a source root is ours', () => {
    expect(index.isOurs('app.nowhere.at.all')).toBe(true);
    expect(index.isOurs('numpy.linalg')).toBe(false);
  });
});

describe('identify', () => {
  const { index } = memoryProject(
    { 'src/lib/__init__.py': '', 'packaged/__init__.py': '', 'packaged/inner/a.py': '', 'tools/run.py': '' },
    ['.', 'src', 'packaged', 'tools/'],
  );
  test.each([
    ['lib/a.py', 'lib.a', 'lib'],
    ['a.py', 'a', ''],
    ['src/lib/a.py', 'lib.a', 'lib'],
    ['src/lib/__init__.py', 'lib', 'lib'],
    ['src/a.py', 'a', ''],
    ['src/lib/a.pyi', 'lib.a', 'lib'],
    ['tools/run.py', 'run', ''],
    ['packaged/inner/a.py', 'packaged.inner.a', 'packaged.inner'], // a folder with __init__.py is no source root
    ['deep/name/space/a.py', 'deep.name.space.a', 'deep.name.space'],
  ])('%s is %s in %s', (path, module, holder) => {
    expect(index.identify(path)).toEqual({ module, package: holder });
  });
});
