import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { cgw, done, json } from '../support/cgw.ts';
import { expectRefused, few, others, reading, writing } from '../support/damage.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const commands = [...reading, ...writing];
const place = /line \d+, column \d+/;

const valid = `${JSON.stringify(
  { version: 1, default: 'x', roles: { batch: 'x' }, profiles: { x: { backend: 'bedrock', note: 'né' } } },
  undefined,
  2,
)}\n`;

describe('a config that is not JSON is refused with line and column, and left as it is', () => {
  test.concurrent.each<[string, string, string]>([
    ['empty', '', 'line 1, column 1'],
    ['blank', ' \n\n', 'line 3, column 1'],
    ['words', 'profiles:\n  x: bedrock\n', 'line 1, column 1'],
    ['a comma too many', '{\n  "version": 1,\n}', 'line 3, column 1'],
    ['a comma too few', '{\n  "version": 1\n  "profiles": {}\n}', 'line 3, column 3'],
    ['a comment', '{\n  // mine\n  "version": 1\n}', 'line 2, column 3'],
    ['single quotes', "{'version': 1}", 'line 1, column 2'],
    ['something behind the end', '{"version": 1}\n}', 'line 2, column 1'],
    ['a line break in a text', '{"version": 1, "default": "a\nb"}', 'line 1, column'],
    ['a tab in a text', '{"version": 1, "default": "a\tb"}', 'line 1, column'],
    ['a bad escape', '{"version": 1, "default": "\\x"}', 'line 1, column'],
    ['a number with a leading zero', '{"version": 01}', 'line 1, column'],
    ['NaN', '{"version": NaN}', 'line 1, column 13'],
    ['a no-break space', '{\u00a0"version": 1}', 'line 1, column 2'],
  ])('%s', async (_, text, where) => {
    const home = new Home();
    home.writeConfig(text);
    await expectRefused(home, few, where);
    expect(readFileSync(home.config, 'utf8')).toBe(text);
  });

  test('by every command', async () => {
    const home = new Home();
    home.writeConfig('{');
    await expectRefused(home, [...commands, ...others], 'line 1, column 2');
  });

  test('5 MB of anything', async () => {
    const home = new Home();
    const text = `{"version":1,"profiles":{"x":{"backend":"bedrock","note":"${'n'.repeat(5_000_000)}`;
    home.writeConfig(text);
    await expectRefused(home, commands, place);
    expect(readFileSync(home.config, 'utf8')).toBe(text);
  });

  test('truncated at every length', async () => {
    const bytes = new TextEncoder().encode(valid);
    // The last byte is a line break: without it the file is still whole.
    const lengths = Array.from({ length: bytes.length - 1 }, (_, length) => length);
    const worker = async () => {
      const home = new Home();
      for (let length = lengths.pop(); length !== undefined; length = lengths.pop()) {
        const part = bytes.slice(0, length);
        home.writeConfig(part);
        // A cut through é is not UTF-8; everything else has a place.
        const reason = length === bytes.indexOf(0xc3) + 1 ? 'not UTF-8' : place;
        const [args = reading[0]] = [commands[length % commands.length]];
        expectError(await cgw(args, { home }), 3, `${home.config}: `, reason);
        expect(readFileSync(home.config)).toEqual(Buffer.from(part));
      }
    };
    await Promise.all([worker(), worker(), worker()]);
  }, 600_000);
});

describe('encodings', () => {
  test.concurrent.each<[string, Uint8Array]>([
    ['UTF-16, as old PowerShell writes it', Buffer.from(`\ufeff${valid}`, 'utf16le')],
    ['Latin-1', Buffer.from(valid, 'latin1')],
    ['a program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe)],
  ])('%s is refused, so that no write can lose what was not read', async (_, bytes) => {
    const home = new Home();
    home.writeConfig(bytes);
    await expectRefused(home, few, 'not UTF-8');
    expect(readFileSync(home.config)).toEqual(Buffer.from(bytes));
  });

  test('a byte order mark is no damage: Windows editors put one', async () => {
    const home = new Home();
    home.writeConfig(`\ufeff${valid}`);
    expect(await json(['default'], { home })).toEqual({ default: 'x' });
    await done(['edit', 'x', '--set', 'note=now'], { home });
    expect(home.readConfig()).toEqual({
      version: 1,
      default: 'x',
      roles: { batch: 'x' },
      profiles: { x: { backend: 'bedrock', note: 'now' } },
    });
  });

  test('a valid file of 5 MB works', async () => {
    const home = new Home();
    const note = 'n'.repeat(5_000_000);
    home.writeConfig({ version: 1, profiles: { x: { backend: 'bedrock', note } } });
    await done(['copy', 'x', 'y'], { home });
    expect(home.readConfig()).toMatchObject({ profiles: { x: { note }, y: { note } } });
  });
});
