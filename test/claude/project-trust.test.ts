import { describe, expect, test } from 'bun:test';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../src/base/errors.ts';
import type { Io } from '../../src/base/io.ts';
import { programKinds } from '../../src/claude/project-programs.ts';
import { requireTrust } from '../../src/claude/project-trust.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/*
 * What the files of a folder can start is said before a launch, and where Claude Code would start it without asking,
 * nothing is launched until somebody has said that it may.
 */

const hooks = { hooks: { SessionStart: [{ hooks: [{ type: 'command', command: './x.sh' }] }] } };
const servers = { mcpServers: { tracker: { command: './x.sh' } } };
const head = (lines: string) => `---\nname: lint\ndescription: x\n${lines}\n---\nText\n`;
const line = '---\ndescription: x\n---\nRun !`./x.sh`\n';

/** For each kind the files, below the folder, that have it, and what is said of it. */
const samples = {
  hooks: { '.claude/settings.json': hooks, said: 'hooks SessionStart (.claude/settings.json)' },
  mcp: { '.mcp.json': servers, said: 'MCP servers tracker (.mcp.json)' },
  skill: { '.claude/skills/lint/SKILL.md': line, said: 'shell lines, hooks or allowed tools of lint (' },
  statusLine: { '.claude/settings.json': { statusLine: { command: 'x' } }, said: 'a status line (' },
  subagentStatusLine: {
    '.claude/settings.local.json': { subagentStatusLine: { command: 'x' } },
    said: 'a status line for subagents (.claude/settings.local.json)',
  },
  fileSuggestion: {
    '.claude/settings.json': { fileSuggestion: { command: 'x' } },
    said: 'a program that suggests files',
  },
  enabledPlugins: {
    '.claude/settings.json': { enabledPlugins: { 'p@market': true } },
    said: 'plugins p@market (',
  },
  agent: { '.claude/agents/lint.md': head('hooks:\n  Stop: []'), said: 'hooks or MCP servers of lint (' },
  skillPlugin: { '.claude/skills/p/.claude-plugin/plugin.json': {}, said: 'a plugin in (.claude/skills/p' },
  unknown: { '.mcp.json': ' '.repeat(2 ** 20 + 1), said: 'cannot be read: (.mcp.json)' },
  allow: {
    '.claude/settings.local.json': { permissions: { allow: ['Bash(sh *)'] } },
    said: 'tools that need no question: Bash(sh *) (.claude/settings.local.json)',
  },
  sandbox: {
    '.claude/settings.json': { sandbox: { enabled: true } },
    said: 'a sandbox in which commands need',
  },
  variables: {
    '.claude/settings.json': { env: { PATH: './bin', NODE_ENV: 'test', ZDOTDIR: '.' } },
    said: 'variables by which other programs run: PATH, ZDOTDIR (.claude/settings.json)',
  },
  git: {
    '.git/config': '[core]\n\tfsmonitor = ./x.sh\n',
    said: 'programs that git runs when somebody only looks: core.fsmonitor (.git/config)',
  },
  worktree: { said: 'what a new work tree holds (--worktree)' },
} as const satisfies Record<
  keyof typeof programKinds,
  { readonly said: string; readonly [file: string]: unknown }
>;

type Kind = keyof typeof programKinds;
const kinds = Object.keys(programKinds) as Kind[];

/** A home, a project in it, and what was said on stderr. */
class Folder {
  readonly home = new Home();
  readonly cwd: string;
  said = '';

  constructor(cwd = 'project') {
    this.cwd = this.home.makeFolder(cwd);
  }

  put(file: string, content: unknown): void {
    const path = join(this.cwd, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }

  trustInClaude(folder = this.cwd): void {
    this.home.write(
      '.claude.json',
      JSON.stringify({ projects: { [folder]: { hasTrustDialogAccepted: true } } }),
    );
  }

  /** @returns the refusal, or undefined. */
  launch(
    args: readonly string[],
    { trust = false, quiet = false, terminal = true, env = {} } = {},
  ): string | undefined {
    this.said = '';
    const environment = { HOME: this.home.path, ...env };
    const io: Io = {
      environment,
      cwd: this.cwd,
      platform: 'linux',
      out: () => {},
      painted: () => {},
      data: () => {},
      progress: () => {},
      err: text => {
        this.said += text;
      },
      isTerminal: () => terminal,
    };
    try {
      requireTrust({ name: 'litellm', args, trust, quiet, environment }, io);
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.exit).toBe(3);
      expect(error.remedy).toContain('--trust-project litellm');
      return error.message;
    }
  }
}

function folderWith(kind: Kind): { folder: Folder; args: readonly string[] } {
  const folder = new Folder();
  const { said: _, ...files } = samples[kind];
  for (const [file, content] of Object.entries(files)) folder.put(file, content);
  if (kind !== 'worktree') return { folder, args: [] };
  mkdirSync(join(folder.cwd, '.git'));
  return { folder, args: ['--worktree', 'w'] };
}

describe.each(kinds)('%s', kind => {
  const { unasked } = programKinds[kind];
  const { said } = samples[kind];

  test('-p is refused where Claude Code would start it unasked', () => {
    const { folder, args } = folderWith(kind);
    const refusal = folder.launch([...args, '-p', 'hi'], { quiet: true });
    if (unasked) expect(refusal).toContain(said);
    else expect(refusal).toBeUndefined();
  });

  test('an interactive launch says so, unless it is quiet, and starts', () => {
    const { folder, args } = folderWith(kind);
    expect(folder.launch(args)).toBeUndefined();
    expect(folder.said).toContain(said);
    expect(folder.launch(args, { quiet: true })).toBeUndefined();
    expect(folder.said).toBe('');
  });

  test('who trusts the folder in Claude Code is told nothing', () => {
    const { folder, args } = folderWith(kind);
    folder.trustInClaude();
    expect(folder.launch([...args, '-p', 'hi'])).toBeUndefined();
    expect(folder.launch(args)).toBeUndefined();
    expect(folder.said).toBe('');
  });

  test('--trust-project is remembered, if what was trusted is known', () => {
    const { folder, args } = folderWith(kind);
    expect(folder.launch([...args, '-p', 'hi'], { trust: true })).toBeUndefined();
    const known = kind !== 'unknown' && kind !== 'worktree';
    expect(folder.launch([...args, '-p', 'hi']) === undefined).toBe(known || !unasked);
    expect(statSync(join(folder.home.path, '.local/state/cgw/trusted-projects.json')).mode & 0o777).toBe(
      0o600,
    );
  });

  test('what has changed is asked for again, and named', () => {
    const { folder, args } = folderWith(kind);
    // Of git’s settings only those count that start something.
    const change = kind === 'git' ? '[core]\nfsmonitor = ./y.sh\n' : ' ';
    folder.put('.claude/commands/same.md', line);
    folder.launch([...args, '-p', 'hi'], { trust: true });
    const [file] = Object.keys(samples[kind]).filter(key => key !== 'said');
    if (file !== undefined) folder.put(file, `${readFileSync(join(folder.cwd, file), 'utf8')}${change}`);
    expect(folder.launch(args)).toBeUndefined();
    expect(folder.said).toContain(said);
    expect(folder.said).toContain('changed since you trusted it');
    expect(folder.said).not.toContain('same');
    expect(folder.launch([...args, '-p', 'hi']) !== undefined).toBe(unasked);
  });
});

test('a refusal names what would start unasked, and no more', () => {
  const { folder } = folderWith('hooks');
  folder.put('.claude/settings.json', { ...hooks, statusLine: { command: 'x' } });
  expect(folder.launch(['-p', 'hi'])).not.toContain('status line');
});

describe('which launches ask nothing', () => {
  const asks = ['mcp list', 'doctor', '--version', 'auth status', ''];
  const asksNothing = ['-p hi', '--print hi', '-cp hi', 'hi -p', 'mcp list -p', '--init-only'];
  test.each(asksNothing)('%s', args => {
    const { folder } = folderWith('hooks');
    expect(folder.launch(args.split(' '))).toContain('starts programs without asking');
  });
  test.each(asks)('not: %s', args => {
    const { folder } = folderWith('hooks');
    expect(folder.launch(args.split(' '))).toBeUndefined();
  });
  test('output that is no terminal', () => {
    const { folder } = folderWith('mcp');
    expect(folder.launch(['hi'], { terminal: false })).toContain('tracker');
    expect(folder.launch(['mcp', 'list'], { terminal: false })).toBeUndefined();
    expect(folder.launch(['-p', 'hi', '--ignore-persisted-trust'])).toBeUndefined();
    expect(folder.launch(['-p', '--', '--ignore-persisted-trust'])).toContain('tracker');
  });
});

describe('where it is looked for', () => {
  test('servers, skills and commands of every folder above, settings of this one, and of the main work tree', () => {
    const folder = new Folder('work/repo/deep');
    folder.put('../../.mcp.json', servers);
    folder.put('../../.claude/commands/above.md', line);
    folder.put('../../.claude/settings.json', hooks);
    mkdirSync(join(folder.cwd, '../.git'));
    folder.put('../.claude/settings.local.json', hooks);
    const refusal = folder.launch(['-p', 'hi']);
    for (const each of ['work/.mcp.json', 'above', 'repo/.claude/settings.local.json'])
      expect(refusal).toContain(each);
    expect(refusal).not.toContain('settings.json');
  });

  test('the user’s own are no project’s', () => {
    const folder = new Folder('project');
    folder.home.write('.claude/settings.json', JSON.stringify(hooks));
    folder.home.write('.mcp.json', JSON.stringify(servers));
    folder.home.write('.claude/commands/own.md', line);
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
    const home = new Folder('.');
    home.put('.claude/settings.json', hooks);
    expect(home.launch(['-p', 'hi'])).toBeUndefined();
  });

  test('a configuration folder of the user’s own, and what lies beside it', () => {
    const folder = new Folder();
    folder.put('.claude/settings.json', hooks);
    const CLAUDE_CONFIG_DIR = join(folder.cwd, '.claude');
    expect(folder.launch(['-p', 'hi'], { env: { CLAUDE_CONFIG_DIR } })).toBeUndefined();
    const beside = join(folder.cwd, 'claude-config');
    expect(folder.launch(['-p', 'hi'], { env: { CLAUDE_CONFIG_DIR: beside } })).toContain('hooks');
    folder.put('.mcp.json', servers);
    expect(folder.launch(['-p', 'hi'], { env: { CLAUDE_CONFIG_DIR } })).toContain('tracker');
  });

  test('a folder that leads in circles or holds too much is not trusted, and not waited for', () => {
    const folder = new Folder();
    mkdirSync(join(folder.cwd, '.claude/skills/a'), { recursive: true });
    for (const name of 'abcdefgh'.split(''))
      symlinkSync('..', join(folder.cwd, '.claude/skills/a', `to-${name}`));
    expect(folder.launch(['-p', 'hi'])).toContain('.claude/skills');
  });

  test.each([
    ['hooks: {}'],
    ['"hooks": {}'],
    ['x: {y: 1, hooks: {}}'],
    ['"ho\\u006fks": {}'],
    ['? hooks\n: {}'],
    ['allowed-tools: Bash'],
  ])('the head of a skill is YAML: %s', lines => {
    const folder = new Folder();
    folder.put('.claude/skills/lint/SKILL.md', head(lines));
    expect(folder.launch(['-p', 'hi'])).toContain('lint');
  });

  test('text alone starts nothing', () => {
    const folder = new Folder();
    folder.put('.claude/skills/lint/SKILL.md', `${head('color: red')}Use hooks: they help.\nWhy? \\x41 !\n`);
    folder.put('.claude/commands/plain.md', 'No head, and hooks: nothing');
    folder.put('.claude/settings.json', { permissions: { allow: ['Bash'] }, model: 'x', sandbox: {} });
    folder.put('CLAUDE.md', 'Run !`./x.sh`');
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
    expect(folder.said).toBe('');
  });

  test.each([
    ['.claude/settings.json', { permissions: { defaultMode: 'acceptEdits' } }, 'acceptEdits'],
    ['.claude/settings.local.json', { permissions: { defaultMode: 'auto' } }, 'auto'],
    ['.claude/agents/ag.md', head('permissionMode: acceptEdits'), 'ag acceptEdits'],
    ['.claude/agents/ag.md', head('"permissionMode": "bypassPermissions"'), 'ag bypassPermissions'],
    ['.claude/settings.json', { permissions: { defaultMode: 'plan' } }, undefined],
    ['.claude/settings.json', { permissions: { defaultMode: 'manual' } }, undefined],
    ['.claude/agents/ag.md', head('permissionMode: default'), undefined],
  ])('a mode in which edits need no question: %s %j', (file, content, said) => {
    const folder = new Folder();
    folder.put(file, content);
    if (said === undefined) expect(folder.launch(['-p', 'hi'])).toBeUndefined();
    else expect(folder.launch(['-p', 'hi'])).toContain(`tools that need no question: ${said} (`);
  });

  test.each(
    `PATH SHELL ZDOTDIR BASH_ENV BASH_FUNC_ls%% LD_LIBRARY_PATH GIT_CONFIG_COUNT GIT_SSH_COMMAND EDITOR PYTHONPATH NODE_PATH
    npm_config_registry UV_INDEX_URL JAVA_TOOL_OPTIONS _JAVA_OPTIONS RUBYOPT BUN_INSPECT_PRELOAD COMSPEC`.split(
      /\s+/,
    ),
  )('%s chooses programs', name => {
    const folder = new Folder();
    folder.put('.claude/settings.local.json', { env: { [name]: 'x' } });
    expect(folder.launch(['-p', 'hi'])).toContain(name);
  });

  test.each(
    'NODE_ENV LANG PYTHONUNBUFFERED GIT_AUTHOR_NAME GIT_TERMINAL_PROMPT GIT_SSL_CAINFO MY_PATH DATABASE_URL SHELLY BASH_MAX_TIMEOUT_MS'.split(
      ' ',
    ),
  )('%s chooses none', name => {
    const folder = new Folder();
    folder.put('.claude/settings.local.json', { env: { [name]: 'x' } });
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
  });

  test.each([
    ['[core]\n\tfsmonitor = ./x.sh', 'core.fsmonitor'],
    ['[CORE] FSMonitor=./x.sh', 'core.fsmonitor'],
    ['[core]\n fsmonitor = tr\\\nuely', 'core.fsmonitor'],
    ['[diff]\nexternal = ./x.sh', 'diff.external'],
    ['[diff "word"]\n\ttextconv = "./x.sh"', 'diff.word.textconv'],
    ['[filter "a"]\nclean = ./x.sh', 'filter.a.clean'],
    ['[filter "lfs"]\nclean = git-lfs clean -- %f; ./x.sh', 'filter.lfs.clean'],
    ['[gpg "ssh"]\nprogram = ./x.sh', 'gpg.ssh.program'],
    ['[include]\npath = ../more', 'include.path'],
    ['[includeIf "gitdir:/"]\npath = ../more', 'includeif.gitdir:/.path'],
    ['[remote "o"]\npromisor = true\n[core]\nsshCommand = ./x.sh', 'core.sshcommand'],
    ['[core]\nfsmonitor = true\nsshCommand = ssh -i k\nbare = false\nhooksPath = .husky/_', undefined],
    ['[filter "lfs"]\nclean = git-lfs clean -- %f\nprocess = git-lfs filter-process', undefined],
    ['[credential]\nhelper = store\n[remote "o"]\nurl = x\n; [diff]\n# external = x', undefined],
    ['x'.repeat(5000), undefined],
  ])('what git runs by its settings: %j', (config, said) => {
    const folder = new Folder();
    folder.put('.git/config', `${config}\n`);
    const refusal = folder.launch(['-p', 'hi']);
    if (said === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toContain(said);
    // Claude Code’s own flag does not keep git from it.
    expect(folder.launch(['--ignore-persisted-trust', '-p', 'hi'])).toBe(refusal);
  });

  test.each([
    ['.git/hooks/post-index-change', '.git/config', ''],
    ['tools/post-index-change', '.git/config', '[core]\nhooksPath = tools\n'],
  ])('a hook that runs when git has looked: %s', (file, config, text) => {
    const folder = new Folder();
    folder.put(config, text);
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
    folder.put(file, '#!/bin/sh\n');
    expect(folder.launch(['-p', 'hi'])).toContain(`a hook (${file})`);
  });

  test('git’s settings of a linked work tree are those of the main one, and its own; a submodule has its own', () => {
    const folder = new Folder();
    const acting = '[core]\nfsmonitor = ./x.sh\n';
    folder.put('.git', 'gitdir: ../main/.git/worktrees/w\n');
    folder.put('../main/.git/worktrees/w/commondir', '../..\n');
    folder.put('../main/.git/config', acting);
    expect(folder.launch(['-p', 'hi'])).toContain('core.fsmonitor');
    folder.put('../main/.git/config', '');
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
    folder.put('../main/.git/worktrees/w/config.worktree', acting);
    expect(folder.launch(['-p', 'hi'])).toContain('core.fsmonitor');
    folder.put('.git', 'gitdir: ../main/.git/modules/w\n');
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
    folder.put('../main/.git/modules/w/config', acting);
    expect(folder.launch(['-p', 'hi'])).toContain('core.fsmonitor');
  });

  test('a folder that is a repository itself', () => {
    const folder = new Folder();
    for (const file of ['HEAD', 'objects/x', 'refs/x']) folder.put(file, 'ref: refs/heads/main\n');
    folder.put('config', '[core]\nfsmonitor = ./x.sh\nworktree = .\n');
    expect(folder.launch(['-p', 'hi'])).toContain('core.fsmonitor (config)');
  });

  test('skills of a folder that is added', () => {
    const folder = new Folder();
    folder.put('../other/.claude/skills/lint/SKILL.md', line);
    for (const args of [['--add-dir', 'x', '../other'], ['--add-dir=../other']])
      expect(folder.launch([...args, '-p', 'hi'])).toContain('other/.claude/skills/lint');
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
  });

  test('plugins that a folder which is added enables are named; its hooks and servers do not count', () => {
    const folder = new Folder();
    const settings = {
      enabledPlugins: { 'p@shop': true },
      hooks: { Stop: [] },
      statusLine: { command: 'x' },
    };
    folder.put('../other/.claude/settings.json', settings);
    folder.put('../more/.claude/settings.local.json', settings);
    folder.put('../other/.mcp.json', servers);
    expect(folder.launch(['--add-dir', '../other', '../more', '-p', 'hi'])).toBeUndefined();
    expect(folder.launch(['--add-dir', '../other', '../more'])).toBeUndefined();
    for (const file of ['other/.claude/settings.json', 'more/.claude/settings.local.json'])
      expect(folder.said).toContain(file);
    expect(folder.said).toContain('plugins p@shop');
    expect(folder.said).not.toMatch(/hooks|MCP|status line/);
  });

  test('a pipe is not waited for', () => {
    const folder = new Folder();
    expect(Bun.spawnSync(['mkfifo', join(folder.cwd, '.mcp.json')]).exitCode).toBe(0);
    expect(folder.launch(['-p', 'hi'])).toContain('.mcp.json');
  });

  test('names reach the terminal harmless', () => {
    const folder = new Folder();
    folder.put('.mcp.json', { mcpServers: { '\u001b]52;c;x\u0007\u202e': { command: 'x' } } });
    expect(folder.launch(['-p', 'hi'])).not.toMatch(/[\p{C}]/u);
  });
});

describe('whom Claude Code was told to trust', () => {
  test('a folder above, but not from beyond the repository', () => {
    const folder = new Folder('trusted/repo/deep');
    folder.put('.mcp.json', servers);
    folder.trustInClaude(join(folder.home.path, 'trusted'));
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
    mkdirSync(join(folder.cwd, '../.git'));
    expect(folder.launch(['-p', 'hi'])).toContain('tracker');
    folder.trustInClaude(dirname(folder.cwd));
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
  });

  test('a linked work tree by its main one, if that knows of it', () => {
    const folder = new Folder('linked');
    folder.put('.mcp.json', servers);
    const main = folder.home.makeFolder('main/.git/worktrees/linked');
    folder.put('.git', `gitdir: ${main}\n`);
    writeFileSync(join(main, 'commondir'), '../..\n');
    writeFileSync(join(main, 'gitdir'), `${folder.home.path}/another/.git\n`);
    folder.trustInClaude(join(folder.home.path, 'main'));
    expect(folder.launch(['-p', 'hi'])).toContain('tracker');
    writeFileSync(join(main, 'gitdir'), `${folder.cwd}/.git\n`);
    expect(folder.launch(['-p', 'hi'])).toBeUndefined();
  });
});
