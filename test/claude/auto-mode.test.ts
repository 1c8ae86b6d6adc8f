import { expect, test } from 'bun:test';
import { permissionMode } from '../../src/claude/arguments.ts';
import { startsChecked } from '../../src/claude/auto-mode.ts';
import type { SettingsFile } from '../../src/claude/settings-files.ts';

const file = (scope: SettingsFile['scope'], defaultMode: unknown): SettingsFile => ({
  scope,
  path: scope,
  content: { permissions: { defaultMode } },
});

// Each observed on 2.1.332, 2026-11-29.
test.each<[boolean, boolean, string, readonly SettingsFile[]]>([
  [true, false, 'nobody says a mode', []],
  [true, false, 'a project alone asks for it', [file('project', 'auto')]],
  [true, true, 'the user does', [file('user', 'auto')]],
  [true, true, 'a project does, and the user below it', [file('local', 'auto'), file('user', 'auto')]],
  [false, false, 'a project asks for another', [file('project', 'acceptEdits'), file('user', 'auto')]],
  [true, true, 'plan mode', [file('user', 'plan')]],
])('a session %p, -p %p: %s', (session, print, _, settings) => {
  expect(startsChecked({ settings, prints: false })).toBe(session);
  expect(startsChecked({ settings, prints: true })).toBe(print);
});

test.each<[readonly string[], string | undefined]>([
  [['--permission-mode', 'plan'], 'plan'],
  [['--permission-mode=auto', '-p'], 'auto'],
  [['--permission-mode', 'plan', '--permission-mode', 'auto'], 'auto'],
  [['--dangerously-skip-permissions'], 'bypassPermissions'],
  [['-p', '--', '--permission-mode', 'auto'], undefined],
  [[], undefined],
])('%p ask for the mode %p', (args, mode) => {
  expect(permissionMode(args)).toBe(mode);
});
