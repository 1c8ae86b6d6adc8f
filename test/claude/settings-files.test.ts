import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSettingsFiles } from '../../src/claude/settings-files.ts';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cgw-settings-')));
const [home, project, linked] = [join(scratch, 'home'), join(scratch, 'project'), join(scratch, 'linked')];

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The files found from `cwd`, as paths below the scratch folder. */
function found(cwd: string, configDir?: string): string[] {
  const io = { environment: { HOME: home }, cwd, platform: 'linux' as const };
  const files = readSettingsFiles(io, configDir).filter(file => file.scope !== 'managed');
  return files.map(file => `${file.scope} ${file.path.slice(scratch.length + 1)}`);
}

beforeAll(() => {
  const settings = '{"env":{}}';
  write(join(home, '.claude/settings.json'), settings);
  write(join(home, '.claude-work/settings.json'), settings);
  write(join(project, '.claude/settings.json'), settings);
  write(join(project, '.claude/settings.local.json'), settings);
  write(join(project, 'a/.claude/settings.local.json'), settings);
  write(join(project, 'a/b/.claude/settings.json'), '\uFEFF{"env":{}}');
  write(join(project, 'a/b/.claude/settings.local.json'), settings);
  // A repository with a linked work tree, as `git worktree add` lays it out.
  write(join(project, '.git/worktrees/linked/commondir'), '../..\n');
  write(join(linked, '.git'), `gitdir: ${join(project, '.git/worktrees/linked')}\n`);
  write(join(scratch, 'odd/.claude/settings.json'), '{ not json');
  write(join(scratch, 'odd/.claude/settings.local.json'), '[]');
});
afterAll(() => rmSync(scratch, { recursive: true }));

// Which file is read from where, and which wins: observed on Claude Code 2.1.330 with listeners.
describe('the settings files Claude Code reads', () => {
  test('local before project before user', () => {
    expect(found(project)).toEqual([
      'local project/.claude/settings.local.json',
      'project project/.claude/settings.json',
      'user home/.claude/settings.json',
    ]);
  });

  test('in a subfolder: the local file of the repository’s root, then those of the folder, none between', () => {
    expect(found(join(project, 'a/b'))).toEqual([
      'local project/.claude/settings.local.json',
      'local project/a/b/.claude/settings.local.json',
      'project project/a/b/.claude/settings.json',
      'user home/.claude/settings.json',
    ]);
  });

  test('in a linked work tree: the local file of the main work tree', () => {
    expect(found(linked)).toEqual([
      'local project/.claude/settings.local.json',
      'user home/.claude/settings.json',
    ]);
  });

  test('another config folder', () => {
    expect(found(scratch, join(home, '.claude-work'))).toEqual(['user home/.claude-work/settings.json']);
  });

  test('files that are no JSON object are not used', () => {
    expect(found(join(scratch, 'odd'))).toEqual(['user home/.claude/settings.json']);
  });
});
