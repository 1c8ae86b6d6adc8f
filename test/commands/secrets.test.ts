import { describe, expect, test } from 'bun:test';
import * as z from 'zod';
import { cgw, done, json, type Result } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { onTerminal } from '../support/terminal.ts';
import { isDeep, sampleOf } from '../support/tier.ts';

setUp();

const value = 'sk-live-7f3a9c';

const plan = z.object({
  changes: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
});

/** A home whose profile `x` is a gateway with this reference. */
function withToken(reference: string): Home {
  const home = new Home();
  const x = { backend: 'gateway', baseUrl: 'https://g.example.com', token: reference };
  home.writeConfig({ version: 1, profiles: { x } });
  return home;
}

/**
 * The token as a program under the profile gets it: every byte, without a line break of its own. In the default tier as
 * the plan has it, which `exec` carries out.
 */
async function tokenOf(home: Home, env = {}): Promise<string> {
  if (!isDeep) {
    const { changes } = plan.parse(await json(['env', 'x', '--reveal'], { home, env }));
    return changes.find(({ name }) => name === 'ANTHROPIC_AUTH_TOKEN')?.value ?? '';
  }
  const script = 'printf %s "$ANTHROPIC_AUTH_TOKEN"';
  return (await done(['exec', 'x', '--', '/bin/sh', '-c', script], { home, env })).stdout;
}

async function expectUnavailable(home: Home, ...mentions: (string | RegExp)[]): Promise<void> {
  const results: Result[] = await Promise.all(
    sampleOf(
      [
        ['env', 'x'],
        ['env', 'x', '--json'],
        ['exec', 'x', '--', 'true'],
        ['run', 'x'],
      ],
      1,
    ).map(args => cgw(args, { home })),
  );
  for (const result of results) expectError(result, 4, ...mentions);
}

describe('env:', () => {
  test('the variable', async () => {
    expect(await tokenOf(withToken('env:MY_KEY'), { MY_KEY: `${value} ` })).toBe(`${value} `);
  });
  test('missing', () => expectUnavailable(withToken('env:MY_KEY'), 'env:MY_KEY is not set', 'export MY_KEY'));
  test('empty', async () => {
    const result = await cgw(['env', 'x'], { home: withToken('env:MY_KEY'), env: { MY_KEY: '' } });
    expectError(result, 4, 'env:MY_KEY is empty');
  });
});

describe('file:', () => {
  test.each([
    ['0600', 0o600],
    ['0400', 0o400],
  ])('mode %s', async (_, mode) => {
    const home = withToken('file:~/secrets/token');
    home.write('secrets/token', value, mode);
    expect(await tokenOf(home)).toBe(value);
  });

  test.each([
    ['one line break', `${value}\n`, value],
    ['one of Windows', `${value}\r\n`, value],
    ['no blank', ` ${value} \n`, ` ${value} `],
  ])('loses %s', async (_, content, expected) => {
    const home = withToken('file:~/token');
    home.write('token', content);
    expect(await tokenOf(home)).toBe(expected);
  });

  test('an absolute path', async () => {
    const file = new Home().write('a b/token', value);
    expect(await tokenOf(withToken(`file:${file}`))).toBe(value);
  });

  test('missing', () => expectUnavailable(withToken('file:~/token'), 'file:~/token does not exist'));

  test('a folder', async () => {
    const home = withToken('file:~/token');
    home.makeFolder('token');
    await expectUnavailable(home, 'file:~/token is not a file');
  });

  test.each([0o644, 0o640, 0o604, 0o660, 0o601])('mode %o can be read by others', async mode => {
    const home = withToken('file:~/token');
    const file = home.write('token', value, mode);
    await expectUnavailable(home, 'file:~/token can be read by others', `chmod 600 ${file}\n`);
  });

  test.each(['', '\n'])('empty (%j)', async content => {
    const home = withToken('file:~/token');
    home.write('token', content);
    await expectUnavailable(home, 'file:~/token is empty');
  });
});

describe('cmd:', () => {
  test.each([
    ['words', `cmd:printf %s ${value}`, value],
    ['quotes group', `cmd:printf '%s|' "one two" 'th"ree' fo'u'r`, 'one two|th"ree|four|'],
    ['JSON', `cmd:["printf", "%s|", "one two", "$HOME", ""]`, 'one two|$HOME||'],
    ['no command substitution', 'cmd:echo $(id)', '$(id)'],
    ['no backticks', 'cmd:echo `id`', '`id`'],
    ['no variables', 'cmd:echo $HOME', '$HOME'],
    ['no pipes, lists or redirections', 'cmd:echo a | b && c; d > e &', 'a | b && c; d > e &'],
    ['no patterns, no tilde', 'cmd:echo * ~ ?', '* ~ ?'],
    ['backslashes are plain', 'cmd:printf %s a\\b', 'a\\b'],
  ])('%s', async (_, reference, expected) => {
    expect(await tokenOf(withToken(reference))).toBe(expected);
  });

  test('sees the environment of the caller, and leaves what is piped in to the program that is launched', async () => {
    const home = withToken(`cmd:${JSON.stringify(['sh', '-c', 'cat; printf %s "$FROM"'])}`);
    const env = { FROM: 'env' };
    const result = await done(['env', 'x', '--dotenv'], { home, env, stdin: 'stdin\n' });
    expect(result.stdout).toContain('ANTHROPIC_AUTH_TOKEN=env\n');
    const launched = await done(['exec', 'x', '--', 'cat'], { home, env, stdin: 'stdin\n' });
    expect(launched.stdout).toBe('stdin\n');
  });

  test('runs once, also where two fields name it', async () => {
    const home = withToken('cmd:unused');
    const script = `echo run >>${home.path}/runs; echo secret`;
    const reference = `cmd:${JSON.stringify(['sh', '-c', script])}`;
    const headers = { 'x-key': { secret: reference } };
    home.writeConfig({
      version: 1,
      profiles: { x: { backend: 'gateway', baseUrl: 'https://g', token: reference, headers } },
    });
    await done(['env', 'x'], { home });
    expect(await Bun.file(`${home.path}/runs`).text()).toBe('run\n');
  });

  test('what it says to people passes', async () => {
    const home = withToken(`cmd:${JSON.stringify(['sh', '-c', 'echo touch the key >&2; echo s'])}`);
    expect((await done(['env', 'x'], { home })).stderr).toBe('touch the key\n');
  });

  test.each([
    ['fails', 'cmd:sh -c "exit 3"', 'cmd:sh … failed with 3'],
    ['is killed', `cmd:["sh", "-c", "kill -9 $$"]`, 'cmd:sh … failed with'],
    ['prints nothing', 'cmd:true', 'cmd:true … is empty'],
    ['is not there', 'cmd:no-such-program-at-all x', 'cmd:no-such-program-at-all … is unavailable'],
    ['prints a NUL', 'cmd:printf a\\0b', 'NUL'],
  ])('that %s', (_, reference, mention) => expectUnavailable(withToken(reference), mention));

  test('what it printed before it failed is not repeated', async () => {
    const home = withToken(`cmd:["sh", "-c", "echo ${value}; exit 1"]`);
    const result = await cgw(['env', 'x'], { home });
    expectError(result, 4, 'failed with 1');
    expect(result.stderr).not.toContain(value);
  });
});

test('placeholder: is the word itself, and no secret', async () => {
  const home = withToken('placeholder:ollama');
  expect(await tokenOf(home)).toBe('ollama');
  expect((await done(['env', 'x', '--json'], { home })).stdout).toContain('"ollama"');
});

describe('a secret in a header', () => {
  function withHeader(): Home {
    const home = new Home();
    home.writeConfig({
      version: 1,
      profiles: {
        x: {
          backend: 'gateway',
          baseUrl: 'https://g.example.com',
          headers: { 'x-team': 'blue', authorization: { secret: 'env:KEY', scheme: 'Bearer' } },
        },
      },
    });
    return home;
  }

  test('goes behind its scheme, one header a line', async () => {
    const script = 'printf %s "$ANTHROPIC_CUSTOM_HEADERS"';
    const result = await done(['exec', 'x', '--', 'sh', '-c', script], {
      home: withHeader(),
      env: { KEY: value },
    });
    expect(result.stdout).toBe(`x-team: blue\nauthorization: Bearer ${value}`);
  });

  test.each([`${value}\nx-injected: 1`, `${value}\r\nx: 1`, `${value}\r`, `a\u0001b`, `ключ`])(
    '%j is refused',
    async key => {
      const home = withHeader();
      for (const args of sampleOf(
        [
          ['env', 'x'],
          ['exec', 'x', '--', 'true'],
          ['env', 'x', '--json'],
        ],
        2,
      )) {
        const result = await cgw(args, { home, env: { KEY: key } });
        expectError(result, 4);
        expect(result.stderr).not.toContain(value);
      }
    },
  );
});

describe('a secret is shown to programs that eval it, and to nobody else', () => {
  const env = { MY_KEY: value };
  const home = withToken('env:MY_KEY');

  test('env on a pipe prints it', async () => {
    for (const shell of ['bash', 'zsh', 'sh', 'fish', 'nu', 'pwsh', 'cmd', 'elvish'])
      expect((await done(['env', 'x', '--shell', shell], { home, env })).stdout).toContain(value);
    expect((await done(['env', 'x', '--dotenv'], { home, env })).stdout).toContain(value);
  });

  test.each(['list', 'list --json', 'show x', 'show x --json', 'env x --json', 'presets', 'role', 'default'])(
    'cgw %s hides it',
    async line => {
      const { stdout, stderr } = await done(line.split(' '), { home, env });
      expect(stdout + stderr).not.toContain(value);
    },
  );

  test.each(['env x', 'env x --shell fish', 'env x --json', 'env x --dotenv', 'show x', 'list'])(
    'cgw %s on a terminal hides it',
    async line => {
      const { exit, screen } = await onTerminal(line.split(' '), { home, env });
      expect(exit).toBe(0);
      expect(screen).not.toContain(value);
      if (line.startsWith('env x') && !line.includes('json')) expect(screen).toContain('--reveal');
    },
  );

  test.each(['env x --reveal', 'env x --reveal --json', 'env x --reveal --dotenv'])(
    'cgw %s on a terminal shows it',
    async line => {
      expect((await onTerminal(line.split(' '), { home, env })).screen).toContain(value);
    },
  );

  test('--json --reveal on a pipe shows it', async () => {
    expect((await done(['env', 'x', '--json', '--reveal'], { home, env })).stdout).toContain(`"${value}"`);
  });

  test('an inherited key is a secret too', async () => {
    const key = { ANTHROPIC_API_KEY: value };
    expect((await onTerminal(['env', 'direct'], { home, env: key })).screen).not.toContain(value);
    expect((await done(['env', 'direct', '--json'], { home, env: key })).stdout).not.toContain(value);
    expect((await done(['show', 'direct'], { home, env: key })).stdout).not.toContain(value);
  });
});

test('only the last line break is taken off, where lines may be: in env.*', async () => {
  const home = new Home();
  const x = { backend: 'bedrock', env: { MY_SECRET: { secret: 'file:~/lines' } } };
  home.writeConfig({ version: 1, profiles: { x } });
  home.write('lines', `${value}\nsecond\n\n`);
  const { stdout } = await done(['exec', 'x', '--', '/bin/sh', '-c', 'printf %s "$MY_SECRET"'], { home });
  expect(stdout).toBe(`${value}\nsecond\n`);
});

test('more than one line is no credential: pass and others print notes below it', async () => {
  const home = withToken("cmd:printf 'tok\\nuser: me'");
  await expectUnavailable(home, 'has more than one line', 'on one line');
});

describe('a credential in a plain field is refused by its name or its looks', () => {
  const plain = [
    'env.OPENAI_KEY=abc123def',
    'env.GITHUB_PAT=abc123def',
    'env.MY_PASSWD=abc123def',
    'env.DATABASE_URL=postgres://u:hunter2@h/db',
    'env.SOMETHING=sk-ant-api03-abc',
    'headers.Ocp-Apim-Subscription-Key=abc123def',
    'headers.Helicone-Auth=Bearer abc123def',
    'headers.x-note=ghp_abcdef',
  ];
  test.each(plain)('%s', async assignment => {
    const home = withToken('env:MY_KEY');
    const result = await cgw(['edit', 'x', '--set', assignment], { home });
    expectError(result, 3, assignment.slice(0, assignment.indexOf('=')), 'reference');
    expect(result.stderr).not.toContain(assignment.slice(assignment.indexOf('=') + 1));
  });

  test.each(['env.CLIENT_KEY=/etc/key.pem', 'env.USE_TOKEN=1', 'headers.x-team=core'])(
    '%s is none',
    async assignment => {
      expect((await cgw(['edit', 'x', '--set', assignment], { home: withToken('env:MY_KEY') })).exit).toBe(0);
    },
  );
});
