import { afterAll, beforeAll, describe, test } from 'bun:test';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { buildFor } from '../support/build.ts';
import { required } from '../support/required.ts';
import { everyday } from './everyday.ts';

setUpTerminals();

/** Debian’s `qemu-user` and `libc6-arm64-cross`. */
const libraries = '/usr/aarch64-linux-gnu';
const emulator = Bun.which('qemu-aarch64');
const hasEmulator = required('arm64', emulator !== null && existsSync(libraries));

describe.if(hasEmulator)('the build for arm64, emulated', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cgw-arm64-'));
    buildFor('linux-arm64', join(folder, 'cgw'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('does an everyday', async () => {
    await everyday([emulator ?? '', '-L', libraries, join(folder, 'cgw')]);
  });
});
