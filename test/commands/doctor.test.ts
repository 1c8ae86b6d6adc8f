import { describe, expect, test } from 'bun:test';
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { findingIds, severities } from '../../src/doctor/finding.ts';
import { cgw, done, type Options, type Result } from '../support/cgw.ts';
import { expectError, expectNoTrace } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { onTerminal } from '../support/terminal.ts';

setUp();

const canary = 'sk-planted-canary-0123456789';

/** A home in which all is well: a `claude`, a private config with one profile, its key exported. */
function healthy(): { home: Home; env: { [name: string]: string } } {
  const home = new Home();
  home.write('bin/claude', '#!/bin/sh\ntouch ran\n', 0o755);
  home.writeConfig({
    version: 1,
    default: 'work',
    profiles: { work: { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'env:LLM_KEY' } },
  });
  chmodSync(home.folder, 0o700);
  return { home, env: { PATH: `${home.path}/bin`, LLM_KEY: canary } };
}

/** The same with an address of another launcher in the user’s settings, and a token beside it. */
function contested() {
  const { home, env } = healthy();
  const text = `{\n  "theme": "dark",\n  "env": {\n    "ANTHROPIC_BASE_URL": "http://localhost:4000",\n    "ANTHROPIC_AUTH_TOKEN": "${canary}",\n    "EDITOR": "vi"\n  }\n}\n`;
  const file = home.write('.claude/settings.json', text, 0o640);
  return { home, env, file, text, mended: '{\n  "theme": "dark",\n  "env": {\n    "EDITOR": "vi"\n  }\n}\n' };
}

function doctor(args: readonly string[], options: Options): Promise<Result> {
  return cgw(['doctor', ...args], options);
}

type Told = { readonly id: string; readonly severity: string; readonly profile: string | null };

async function told(args: readonly string[], options: Options): Promise<Told[]> {
  return JSON.parse((await doctor([...args, '--json'], options)).stdout).findings;
}

describe('what it prints', () => {
  test('nothing wrong: one line, exit 0', async () => {
    const { home, env } = healthy();
    expect(await doctor([], { home, env })).toMatchObject({
      exit: 0,
      stdout: '✓ doctor found nothing wrong\n',
      stderr: '',
    });
    expect(await doctor(['--json'], { home, env })).toMatchObject({
      exit: 0,
      stdout: '{\n  "findings": []\n}\n',
    });
  });

  test('an error: exit 5, by severity, counted, within 80 columns', async () => {
    const { home, env } = contested();
    const result = await doctor([], { home, env: { ...env, PATH: '/nonexistent', DISABLE_TELEMETRY: '0' } });
    expect(result).toMatchObject({ exit: 5, stderr: '' });
    const lines = result.stdout.split('\n');
    expect(lines.filter(line => Bun.stringWidth(line) > 80)).toEqual([]);
    expect(lines[0]).toBe('! error: claude is not on PATH [claude-missing]');
    expect(result.stdout).toContain('\n~ warning: ');
    expect(result.stdout).toMatch(
      /\n {4}- ~\/\.claude\/settings\.json:4: ANTHROPIC_BASE_URL=http:\/\/localhost:4000/,
    );
    expect(lines.at(-2)).toMatch(/^1 error, \d+ warnings$/);
  });

  test('warnings alone: exit 0', async () => {
    const { home, env } = healthy();
    const result = await doctor([], { home, env: { ...env, DISABLE_TELEMETRY: '0' } });
    expect(result.exit).toBe(0);
    expect(result.stdout).toMatch(/\n1 warning\n$/);
  });

  test('JSON: the fields of the interface and no other', async () => {
    const { home, env } = contested();
    const { exit, stdout } = await doctor(['--json'], { home, env: { ...env, PATH: '/nonexistent' } });
    expect(exit).toBe(5);
    const { findings, ...more } = JSON.parse(stdout);
    expect(more).toEqual({});
    expect(findings.length).toBeGreaterThan(2);
    for (const finding of findings) {
      expect(Object.keys(finding)).toEqual([
        'id',
        'severity',
        'what',
        'evidence',
        'fix',
        'command',
        'profile',
      ]);
      expect(findingIds).toContain(finding.id);
      expect(severities).toContain(finding.severity);
      expect(finding.evidence.every((line: unknown) => typeof line === 'string')).toBe(true);
    }
  });

  test('a profile or role that is named, without what concerns the shell alone', async () => {
    const { home, env } = healthy();
    home.writeConfig({
      version: 1,
      default: 'work',
      roles: { batch: 'cloud' },
      profiles: {
        work: { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'env:LLM_KEY' },
        cloud: { backend: 'bedrock', region: 'us-east-1', awsProfile: 'gone' },
      },
    });
    const shell = { ...env, ANTHROPIC_AUTH_TOKEN: canary, ANTHROPIC_API_KEY: canary };
    const ids = async (...args: string[]) => (await told(args, { home, env: shell })).map(({ id }) => id);
    expect(await ids()).toContain('two-credentials');
    expect(await ids('cloud')).toEqual(['aws-profile-missing']);
    expect(await ids('@batch')).toEqual(['aws-profile-missing']);
    expect(await ids('work')).toEqual([]);
  });
});

describe('errors', () => {
  test.each<[string[], number, string[]]>([
    [['nobody'], 3, ['there is no profile "nobody"']],
    [['@nobody'], 3, ['there is no role @nobody']],
    [['vertex'], 3, ['vertex is a preset that still needs projectId']],
    [['a', 'b'], 2, ['doctor: "b" is one argument too many']],
    [['--yes'], 2, ['doctor: --yes goes with --fix']],
    [['--nonsense'], 2, ['doctor: there is no option --nonsense']],
  ])('cgw doctor %j', async (args, exit, mentions) => {
    const { home, env } = healthy();
    expectError(await doctor(args, { home, env }), exit, ...mentions);
  });

  test('a damaged config is a finding with place and reason, and the rest is looked at all the same', async () => {
    const { home, env } = healthy();
    home.write('.config/cgw/config.json', '{"version": 1,');
    const result = await doctor(['work'], { home, env: { ...env, PATH: '/nonexistent' } });
    expect(result).toMatchObject({ exit: 5, stderr: '' });
    expect(result.stdout).toContain('[config-damaged]');
    expect(result.stdout).toMatch(/~\/\.config\/cgw\/config\.json: it is not JSON: line 1, column 15/);
    expect(result.stdout).toContain('[claude-missing]');
  });
});

describe('it only looks', () => {
  test.each([['[]'], ['["--json"]'], ['["work"]']])(
    'cgw doctor %s writes nothing and runs nothing',
    async args => {
      const { home, env } = contested();
      home.write('bin/python3', '#!/bin/sh\ntouch ran\n', 0o755);
      home.write('bin/get-token', '#!/bin/sh\ntouch ran\n', 0o755);
      home.writeConfig({
        version: 1,
        default: 'work',
        profiles: { work: { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'cmd:get-token' } },
      });
      const before = snapshot(home.path);
      const result = await doctor(JSON.parse(args), { home, env });
      expect(snapshot(home.path)).toEqual(before);
      expectNoTrace(result.stderr);
    },
  );

  test('a planted secret shows nowhere, whatever is wrong', async () => {
    const { home, env } = contested();
    home.write('token', canary, 0o644);
    home.write(
      '.claude/.credentials.json',
      JSON.stringify({ claudeAiOauth: { accessToken: canary } }),
      0o644,
    );
    home.write(
      'work/.claude/settings.json',
      JSON.stringify({
        apiKeyHelper: `echo ${canary}`,
        env: {
          ANTHROPIC_BASE_URL: `https://u:${canary}@evil.example.com/${canary}?k=${canary}`,
          ANTHROPIC_CUSTOM_HEADERS: `x-key: ${canary}\u0001\n${canary}`,
          HTTPS_PROXY: `http://u:${canary}@proxy`,
          SOME_TOKEN: canary,
          AWS_PROFILE: canary,
        },
      }),
    );
    home.writeConfig({
      version: 1,
      profiles: {
        work: { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'file:~/token' },
        other: { backend: 'gateway', baseUrl: 'https://llm.corp', token: `cmd:nothing ${canary}` },
      },
    });
    const shell = {
      ...env,
      ANTHROPIC_API_KEY: canary,
      CLAUDE_CODE_USE_BEDROCK: '1',
      CLAUDE_CODE_USE_GATEWAY: canary,
      ANTHROPIC_MODEL: canary,
      CGW_PROFILE: 'work',
    };
    for (const args of [
      [],
      ['--json'],
      ['work'],
      ['other', '--json'],
      ['--fix', '--yes'],
      ['--fix', '--json'],
    ]) {
      const { stdout, stderr } = await doctor(args, { home, env: shell, cwd: `${home.path}/work` });
      expect(stdout + stderr).not.toContain(canary);
      expect(stdout).toContain('plaintext-secret');
      expectNoTrace(stderr);
    }
  });
});

describe('--fix', () => {
  test('permissions and stale overlays: said, done, and gone from what is left', async () => {
    const { home, env } = healthy();
    chmodSync(home.folder, 0o755);
    chmodSync(home.config, 0o644);
    const overlay = home.write(`.local/state/cgw/launch/${2 ** 22 + 1}.json`, '{}');
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(overlay, old, old);
    chmodSync(join(home.path, '.local/state/cgw'), 0o700);
    chmodSync(join(home.path, '.local/state/cgw/launch'), 0o700);
    const result = await doctor(['--fix'], { home, env });
    expect(result).toMatchObject({ exit: 0, stdout: '✓ doctor found nothing wrong\n' });
    expect(result.stderr.split('\n').slice(0, 3)).toEqual([
      'cgw: set the permissions of ~/.config/cgw to 0700',
      'cgw: set the permissions of ~/.config/cgw/config.json to 0600',
      `cgw: remove ~/.local/state/cgw/launch/${2 ** 22 + 1}.json`,
    ]);
    expect([statSync(home.folder).mode & 0o777, statSync(home.config).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(statSync(overlay, { throwIfNoEntry: false })).toBeUndefined();
  });

  test('nothing to fix', async () => {
    const { home, env } = healthy();
    expect(await doctor(['--fix'], { home, env })).toMatchObject({
      exit: 0,
      stdout: '✓ doctor found nothing wrong\n',
      stderr: 'cgw: --fix can fix nothing here\n',
    });
  });

  test('the user’s settings: without a terminal only with --yes; the change is shown either way', async () => {
    const { home, env, file, text, mended } = contested();
    const before = snapshot(home.path);
    const asked = await doctor(['--fix'], { home, env });
    expect(asked.stderr).toContain(
      'cgw: take ANTHROPIC_BASE_URL, ANTHROPIC_AUTH_TOKEN out of ~/.claude/settings.json',
    );
    expect(asked.stderr).toContain('\n-    "ANTHROPIC_BASE_URL": "http://localhost:4000",\n');
    expect(asked.stderr).toContain('ANTHROPIC_AUTH_TOKEN may exist nowhere else');
    expect(asked.stderr).toContain('--yes does it without asking');
    expect(asked.stderr).not.toContain(canary);
    expect(snapshot(home.path)).toEqual(before);
    expect(readFileSync(file, 'utf8')).toBe(text);

    const { exit, stdout } = await doctor(['--fix', '--yes', '--json'], { home, env });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      findings: [],
      fixed: ['take ANTHROPIC_BASE_URL, ANTHROPIC_AUTH_TOKEN out of ~/.claude/settings.json'],
    });
    expect(readFileSync(file, 'utf8')).toBe(mended);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  test('a link stays a link', async () => {
    const { home, env, mended, text } = contested();
    const target = home.write('dotfiles/settings.json', text);
    const link = join(home.path, '.claude/settings.json');
    await done(['--version'], { home });
    await Bun.file(link).delete();
    symlinkSync(target, link);
    await doctor(['--fix', '--yes'], { home, env });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe(mended);
  });

  test('files of a project are never touched', async () => {
    const { home, env } = healthy();
    const settings = JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://evil' }, apiKeyHelper: 'x' });
    home.write('work/.claude/settings.json', settings);
    home.write('work/.claude/settings.local.json', settings);
    const before = snapshot(join(home.path, 'work'));
    const result = await doctor(['--fix', '--yes'], { home, env, cwd: `${home.path}/work` });
    expect(result.exit).toBe(5);
    expect(snapshot(join(home.path, 'work'))).toEqual(before);
  });

  test('a file that its owner made read-only is left alone, and that is said', async () => {
    const { home, env, file, text } = contested();
    chmodSync(file, 0o440);
    const result = await doctor(['--fix', '--yes'], { home, env });
    expect(result.stderr).toContain('cgw: ~/.claude/settings.json cannot be written (it is read-only)');
    expectNoTrace(result.stderr);
    expect(result.stdout).toContain('[settings-override]');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('on a terminal', () => {
  test('it looks the same but for colours', async () => {
    const { home, env } = contested();
    const { exit, screen } = await onTerminal(['doctor'], { home, env });
    expect(exit).toBe(0);
    expect(Bun.stripANSI(screen)).toContain('~ warning: ~/.claude/settings.json');
    expect(screen).not.toContain(canary);
  });
});
