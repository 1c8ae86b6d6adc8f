import { describe, expect, test } from 'bun:test';
import { settingsForLaunch, takeSettingsArgument } from '../../src/claude/arguments.ts';
import { silent } from '../support/silent-io.ts';

const table: readonly (readonly [string, string[], string | undefined, string[]])[] = [
  ['none', ['-p', 'hi'], undefined, ['-p', 'hi']],
  ['a file', ['--settings', 'a.json', '-p', 'hi'], 'a.json', ['-p', 'hi']],
  ['with =', ['-p', 'hi', '--settings=a.json'], 'a.json', ['-p', 'hi']],
  ['the last one counts', ['--settings', 'a', '--settings=b'], 'b', []],
  ['after -- it is a prompt', ['-p', '--', '--settings', 'a'], undefined, ['-p', '--', '--settings', 'a']],
  ['without a value it is left to claude', ['--settings'], undefined, ['--settings']],
];

describe('the user’s own --settings', () => {
  test.each(table)('%s', (_, args, settings, rest) => {
    expect(takeSettingsArgument(args)).toEqual({ settings, rest });
  });
});

test.each([
  ['a key', { model: 5 }, 'model in the --settings must be a text'],
  ['one below another', { permissions: { allow: 'x' } }, 'permissions.allow in the --settings must be'],
  ['a list for the environment', { env: ['a'] }, 'env in the --settings must be'],
])('--settings with %s of a wrong type are no part of a launch', (_, content, message) => {
  const io = { ...silent, environment: {}, cwd: '/' };
  expect(() => settingsForLaunch(JSON.stringify(content), io)).toThrow(message);
});
