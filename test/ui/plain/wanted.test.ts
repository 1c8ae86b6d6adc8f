import { describe, expect, test } from 'bun:test';
import type { SettingsFile } from '../../../src/claude/settings-files.ts';
import { plainWanted } from '../../../src/ui/plain/wanted.ts';

function settings(scope: SettingsFile['scope'], axScreenReader: unknown): SettingsFile {
  return { scope, path: `/${scope}.json`, content: { axScreenReader } };
}

describe('plain mode is wanted', () => {
  test.each([
    ['nothing says so', {}, [], false],
    ['CLAUDE_AX_SCREEN_READER=1', { CLAUDE_AX_SCREEN_READER: '1' }, [], true],
    ['CLAUDE_AX_SCREEN_READER=true', { CLAUDE_AX_SCREEN_READER: 'true' }, [], true],
    ['CLAUDE_AX_SCREEN_READER=YES', { CLAUDE_AX_SCREEN_READER: 'YES' }, [], true],
    ['CLAUDE_AX_SCREEN_READER= on', { CLAUDE_AX_SCREEN_READER: ' on' }, [], true],
    ['an empty CLAUDE_AX_SCREEN_READER', { CLAUDE_AX_SCREEN_READER: '' }, [], false],
    ['a word that is neither', { CLAUDE_AX_SCREEN_READER: 'maybe' }, [], false],
    ['user settings', {}, [settings('user', true)], true],
    ['managed settings', {}, [settings('managed', true)], true],
    ['project settings', {}, [settings('project', true)], false],
    ['local settings', {}, [settings('local', true)], false],
    ['user settings that say no', {}, [settings('user', false)], false],
    ['user settings with a word', {}, [settings('user', 'true')], false],
    ['managed no, user yes', {}, [settings('managed', false), settings('user', true)], false],
    ['managed yes, user no', {}, [settings('managed', true), settings('user', false)], true],
    ['managed silent, user yes', {}, [settings('managed', undefined), settings('user', true)], true],
    ['INK_SCREEN_READER=true', { INK_SCREEN_READER: 'true' }, [], true],
    ['INK_SCREEN_READER=1, which Ink does not know', { INK_SCREEN_READER: '1' }, [], false],
    ['TERM=dumb', { TERM: 'dumb' }, [], true],
    ['TERM=xterm', { TERM: 'xterm' }, [], false],
  ] as const)('%s', (_, environment, files, wanted) => {
    expect(plainWanted(environment, files)).toBe(wanted);
  });

  test.each(['0', 'false', 'No', 'off'])(
    'CLAUDE_AX_SCREEN_READER=%s beats the settings, but not what the terminal is',
    word => {
      const environment = { CLAUDE_AX_SCREEN_READER: word };
      expect(plainWanted(environment, [settings('user', true)])).toBe(false);
      expect(plainWanted({ ...environment, TERM: 'dumb' }, [])).toBe(true);
      expect(plainWanted({ ...environment, INK_SCREEN_READER: 'true' }, [])).toBe(true);
    },
  );
});
