import { afterAll, beforeAll, describe, test } from 'bun:test';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { buildFor, mustRun } from '../support/build.ts';
import { required } from '../support/required.ts';
import { everyday } from './everyday.ts';

setUpTerminals();

/** Debian’s `musl`; what C++ needs there comes from a wheel of PyPI, and `tcc` makes the rest. */
const loader = '/lib/ld-musl-x86_64.so.1';
const hasMusl = required(
  'musl',
  existsSync(loader) && ['tcc', 'python3', 'unzip'].every(name => Bun.which(name) !== null),
);

const wheel = {
  name: 'contourpy==1.1.1',
  sha256: 'd0c188ae66b772d9d61d43c6030500344c13e3f73a00d1dc241da896f379bb62',
  cxx: 'libstdc++-a9383cce.so.6.0.28',
  gcc: 'libgcc_s-a04fdf82.so.1',
} as const;

/**
 * Two functions that Bun’s build for musl asks for and the libstdc++ of the wheel, one of GCC 10, does not have; both end a
 * program that went wrong. Those of newer wheels are linked with RELR, which musl knows since 1.2.4, and Debian has 1.2.3.
 */
const missing = ['_ZSt28__throw_bad_array_new_lengthv', '_ZSt21__glibcxx_assert_failPKciS0_S0_'];

describe.if(hasMusl)('the build for musl', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cgw-musl-'));
    const at = (name: string) => join(folder, name);
    buildFor('linux-x64-musl', at('cgw'));
    mustRun(['python3', '-m', 'venv', at('venv')]);
    writeFileSync(at('wheel.txt'), `${wheel.name} --hash=sha256:${wheel.sha256}\n`);
    mustRun([
      ...[at('venv/bin/pip'), 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--require-hashes'],
      ...['--platform', 'musllinux_1_1_x86_64', '--python-version', '3.11', '--dest', at('wheel')],
      ...['--requirement', at('wheel.txt')],
    ]);
    mkdirSync(at('lib'));
    const [archive = ''] = [...new Bun.Glob('*.whl').scanSync({ cwd: at('wheel'), absolute: true })];
    mustRun(['unzip', '-q', '-j', archive, `*${wheel.cxx}`, `*${wheel.gcc}`, '-d', at('lib')]);
    // tcc looks up what a library needs; the loader itself is what is needed here.
    copyFileSync(loader, at('lib/libc.musl-x86_64.so.1'));
    writeFileSync(
      at('missing.c'),
      ['void abort(void);', ...missing.map(name => `void ${name}(void) { abort(); }`), ''].join('\n'),
    );
    const out = ['-o', at('lib/libstdc++.so.6'), at('missing.c'), at(`lib/${wheel.cxx}`)];
    mustRun(['tcc', '-shared', '-nostdlib', `-L${at('lib')}`, ...out]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('does an everyday', async () => {
    await everyday([join(folder, 'cgw')], { LD_LIBRARY_PATH: join(folder, 'lib') });
  });
});
