import { describe, expect, test } from 'bun:test';
import { cgw, done } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { onTerminal } from '../support/terminal.ts';

setUp();

const long = 'sk-ant-api03-0123456789-planted-wxyz';
const shown = 'sk-ant-…wxyz';
const short = 'hunter2-planted';
const dots = '••••••••';

/** A profile with a long token and a short secret variable, both also in user settings, and a header. */
function planted(): Home {
  const home = new Home();
  const x = {
    backend: 'gateway',
    baseUrl: 'https://g.example.com',
    token: 'env:LONG',
    headers: { 'x-key': { secret: 'env:SHORT' } },
    env: { MY_TOKEN: { secret: 'env:SHORT' } },
  };
  home.writeConfig({ version: 1, default: 'x', profiles: { x } });
  const settings = { env: { ANTHROPIC_AUTH_TOKEN: long, CLAUDE_CODE_OAUTH_TOKEN: short } };
  home.write('.claude/settings.json', JSON.stringify(settings));
  return home;
}

const env = { LONG: long, SHORT: short };

describe('one rule wherever a secret is shown: a long one by issuer and end, of a short one nothing', () => {
  test.each<[string, string, string]>([
    ['env x --json', `"value": "${shown}"`, `"value": "${dots}"`],
    ['explain ANTHROPIC_AUTH_TOKEN', shown, 'wins'],
    ['explain CLAUDE_CODE_OAUTH_TOKEN', dots, 'wins'],
    ['explain --json', `"value": "${shown}"`, `"value": "${dots}"`],
    ['write x --to dotenv --plaintext --dry-run', `ANTHROPIC_AUTH_TOKEN=${shown}`, `MY_TOKEN=${dots}`],
    [
      'write x --to local --plaintext --dry-run',
      `"ANTHROPIC_AUTH_TOKEN": "${shown}"`,
      `"MY_TOKEN": "${dots}"`,
    ],
    ['write x --to local --plaintext --dry-run --json', `"value": "${shown}"`, `"value": "${dots}"`],
  ])('cgw %s', async (line, one, other) => {
    const { stdout, stderr } = await done(line.split(' '), { home: planted(), env });
    expect(stdout).toContain(one);
    expect(stdout).toContain(other);
    expectHidden(stdout + stderr);
  });

  test.each(['env x --shell bash', 'env x --shell fish', 'env x --shell cmd', 'env x --dotenv'])(
    'cgw %s on a terminal',
    async line => {
      const { exit, screen } = await onTerminal(line.split(' '), { home: planted(), env });
      expect(exit).toBe(0);
      expect(screen).toContain(shown);
      expect(screen).toContain(dots);
      expectHidden(screen);
    },
  );

  test.each(['status', 'status --json', 'doctor', 'doctor --json', 'show x', 'show x --json', 'list --json'])(
    'cgw %s',
    async line => {
      const { stdout, stderr } = await cgw(line.split(' '), { home: planted(), env });
      expect(stdout).not.toBe('');
      expectHidden(stdout + stderr);
    },
  );
});

function expectHidden(text: string): void {
  for (const secret of [long, short, '0123456789', 'hunter2', 'planted']) expect(text).not.toContain(secret);
}

describe('a command that holds the credential itself', () => {
  const commands = [
    `cmd:echo ${long}`,
    `cmd:printf %s ${long}`,
    `cmd:["echo","${long}"]`,
    `cmd:get --token=${long}`,
    'cmd:echo Zx81kQ92mVn37LpT05rWy64B',
    'cmd:Zx81kQ92mVn37LpT05rWy64B',
    'cmd:curl https://me:hunter2-planted@host/key',
  ];

  test.each([...commands, 'env:ghp_0123456789abcdefghijklmnopqrstuvwxyz'])(
    'is not taken: %s',
    async reference => {
      const home = planted();
      for (const path of ['token=', 'headers.x-key=Bearer ', 'env.MY_TOKEN=']) {
        const result = await cgw(['edit', 'x', '--secret', `${path}${reference}`], { home, env });
        expectError(result, 3, 'must say where the credential is, not what it is');
        expect(result.stderr).not.toContain(reference.slice(4));
        expectHidden(result.stderr);
      }
      const added = [
        'add',
        'y',
        '--from',
        'gateway',
        '--set',
        'baseUrl=https://g',
        '--secret',
        `token=${reference}`,
      ];
      expectError(await cgw(added, { home, env }), 3, 'token must say where');
    },
  );

  test.each([
    'cmd:pass show work/llm',
    'cmd:op read op://v/k3dzq7wv2xq5k4m6n7p8r9s0tu/key',
    'cmd:/nix/store/0c5b9y2h7dq1x0m4a8z6w3v5-pass/bin/pass x',
  ])('is not this: %s', async reference => {
    await done(['edit', 'x', '--secret', `token=${reference}`], { home: planted(), env });
  });

  test.each(commands)('is not shown where somebody has written it by hand: %s', async reference => {
    const home = new Home();
    const x = { backend: 'gateway', baseUrl: 'https://g.example.com', token: reference };
    home.writeConfig({ version: 1, default: 'x', profiles: { x } });
    for (const line of ['show x', 'show x --json', 'list --json', 'status', 'doctor', 'doctor --json']) {
      const { stdout, stderr } = await cgw(line.split(' '), { home, env });
      expect(stdout).not.toBe('');
      for (const secret of [long, 'Zx81kQ92mVn37LpT05rWy64B', 'hunter2'])
        expect(stdout + stderr).not.toContain(secret);
    }
  });
});

describe('a reference is shown', () => {
  test('a command by its program alone, for people', async () => {
    const home = planted();
    await done(['edit', 'x', '--secret', 'token=cmd:pass show private/item'], { home });
    const { stdout } = await done(['show', 'x'], { home });
    expect(stdout).toMatch(/token +cmd:pass …/);
    expect(stdout).toMatch(/ANTHROPIC_AUTH_TOKEN +‹cmd:pass …›/);
    expect(stdout).not.toContain('private/item');
  });

  test('as it is stored, for programs', async () => {
    const home = planted();
    await done(['edit', 'x', '--secret', 'token=cmd:pass show private/item'], { home });
    expect((await done(['show', 'x', '--json'], { home })).stdout).toContain('cmd:pass show private/item');
  });
});

test('what is typed in the wrong place is not repeated when it may be a key', async () => {
  const home = planted();
  for (const line of [
    `show ${long}`,
    `run ${long}`,
    `add ${long}`,
    `presets ${long}`,
    `role ${long} x`,
    `${long}`,
    `list ${long}`,
    `edit x --set region=${long}`,
    `edit x --set promptCaching=${long}`,
    `completion ${long}`,
  ]) {
    const result = await cgw(line.split(' '), { home, env: {} });
    expect([2, 3]).toContain(result.exit ?? 0);
    expectHidden(result.stdout + result.stderr);
  }
});

test('a program’s own words are passed on without the secrets that cgw has got', async () => {
  const home = new Home();
  const says = ['sh', '-c', `echo "using $SHORT and plain-words-of-mine" >&2; echo plain-words-of-mine`];
  const x = {
    backend: 'gateway',
    baseUrl: 'https://g.example.com',
    token: `cmd:${JSON.stringify(says)}`,
    headers: { 'x-key': { secret: 'env:SHORT' } },
  };
  home.writeConfig({ version: 1, profiles: { x } });
  const { stderr } = await done(['exec', 'x', '--', 'true'], { home, env });
  expect(stderr).toBe(`using ${dots} and ${dots}\n`);
});
