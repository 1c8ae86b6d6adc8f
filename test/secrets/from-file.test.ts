import { describe, expect, test } from 'bun:test';
import { linkSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/base/errors.ts';
import { fromFile } from '../../src/secrets/from-file.ts';
import type { SecretContext } from '../../src/secrets/secret.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const context: SecretContext = {
  cwd: '/',
  environment: {},
  platform: process.platform,
  isTerminal: () => false,
  err: () => {},
};

function contentOf(path: string): string {
  return fromFile(path, context);
}

function reasonOf(path: string): string {
  try {
    return `no error, but ${JSON.stringify(contentOf(path))}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exit).toBe(4);
    return error.message.replace(path, 'PATH');
  }
}

describe('what a file holds', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['CRLF at the end', 'key\r\n', 'key'],
    ['a byte order mark', '\uFEFFkey\n', 'key'],
    ['a byte order mark and CRLF', '\uFEFFkey\r\n', 'key'],
    ['a replacement character of its own', 'a\uFFFDb', 'a\uFFFDb'],
    ['blanks at the end', 'key \n', 'key '],
    ['a mebibyte', 'x'.repeat(1_048_576), 'x'.repeat(1_048_576)],
  ])('%s', (_, content, expected) => {
    expect(contentOf(new Home().write('key', content))).toBe(expected);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['more than a mebibyte', 'x'.repeat(1_048_577), 'the secret file:PATH is larger than 1048576 bytes'],
    ['no UTF-8', Uint8Array.of(0x61, 0xff, 0x62), 'the secret file:PATH is not UTF-8 text'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'the secret file:PATH is not UTF-8 text'],
  ])('%s is refused', (_, content, reason) => {
    expect(reasonOf(new Home().write('key', content))).toBe(reason);
  });
});

describe('what stands in the place of a file', () => {
  test.skipIf(process.platform !== 'linux').each([
    ['/proc/self/pagemap', 'the secret file:PATH is larger than 1048576 bytes'],
    ['/proc/self/mem', 'the secret file:PATH cannot be read: the disk reports an error'],
  ])('%s, which says that it is empty', (path, reason) => {
    expect(reasonOf(path)).toBe(reason);
  });

  test('a link to one', () => {
    const home = new Home();
    const link = join(home.path, 'link');
    symlinkSync(home.write('key', 'key\n'), link);
    expect(contentOf(link)).toBe('key');
  });

  test('a link to one that others can read: the mode of the file counts', () => {
    const home = new Home();
    const link = join(home.path, 'link');
    symlinkSync(home.write('key', 'key\n', 0o644), link);
    expect(reasonOf(link)).toBe('the secret file:PATH can be read by others');
  });

  test('a second name of one', () => {
    const home = new Home();
    linkSync(home.write('key', 'key\n'), join(home.path, 'other'));
    expect(contentOf(join(home.path, 'other'))).toBe('key');
  });

  test('a link to nothing', () => {
    const link = join(new Home().path, 'link');
    symlinkSync('nowhere', link);
    expect(reasonOf(link)).toBe('the secret file:PATH does not exist');
  });

  test('a link to itself', () => {
    const link = join(new Home().path, 'link');
    symlinkSync(link, link);
    expect(reasonOf(link)).toBe(
      'the secret file:PATH cannot be read: a link on its path leads back to itself',
    );
  });

  test('a named pipe is not waited for', () => {
    const pipe = join(new Home().path, 'pipe');
    Bun.spawnSync(['mkfifo', '-m', '600', pipe]);
    expect(reasonOf(pipe)).toBe('the secret file:PATH is not a file');
  });

  test('a device', () => {
    expect(reasonOf('/dev/zero')).toBe('the secret file:PATH is not a file');
  });
});

test('what a terminal would obey in a path is not written to it', () => {
  expect(reasonOf('/no/\u001b[31m')).toBe('the secret "file:/no/\\u001b[31m" does not exist');
});

test.each([
  ['plain', 'chmod 600 PATH/plain'],
  ['$(touch ran)', `chmod 600 'PATH/$(touch ran)'`],
  ["it's", `chmod 600 'PATH/it'\\''s'`],
  ['`touch ran`; x "y" \\', `chmod 600 'PATH/\`touch ran\`; x "y" \\'`],
])('the remedy for %j can be pasted, and does nothing else', async (name, remedy) => {
  const home = new Home();
  const path = home.write(name, 'key\n', 0o644);
  const error = errorFrom(path);
  expect(error.remedy.replace(home.path, 'PATH')).toBe(remedy);
  Bun.spawnSync(['bash', '-c', error.remedy], { cwd: home.path });
  expect(readdirSync(home.path)).toEqual([name]);
  expect(contentOf(path)).toBe('key');
});

test.each(['\u001b[31m', 'a\nb', '\u009b31m', 'a\u202eb'])(
  'no remedy for %j is written to the terminal',
  name => {
    expect(errorFrom(new Home().write(name, 'key\n', 0o644)).remedy).toBe(
      'make it readable by you alone (mode 600)',
    );
  },
);

function errorFrom(path: string): UserError {
  try {
    contentOf(path);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${path} was read`);
}
