import { describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { completionShellNames } from '../../src/completion/shells.ts';
import { cgw, done } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { config, environment } from './support.ts';

setUp();

/** What the script of bash asks at a Tab behind this line. */
const asked = (line: string) => [
  'completion',
  'bash',
  'complete',
  '--',
  line,
  line.split(/[ =:]/).at(-1) ?? '',
];

describe('cgw completion', () => {
  test.each([...completionShellNames])(
    '%s: a script that asks this program, whatever the machine has',
    async shell => {
      const home = new Home();
      const { stdout, stderr } = await done(['completion', shell], { home });
      expect(stdout).toContain(` completion ${shell} complete -- `);
      expect(stdout).toStartWith('#');
      expect(stderr).toBe('');
    },
  );

  test('what it does not know', async () => {
    const home = new Home();
    expectError(await cgw(['completion'], { home }), 2, '<shell> is missing');
    expectError(await cgw(['completion', 'tcsh'], { home }), 2, 'tcsh', completionShellNames.join(', '));
    expectError(await cgw(['completion', 'constructor'], { home }), 2, 'constructor');
    expectError(await cgw(['completion', 'bash', 'zsh'], { home }), 2, '"zsh" is one argument too many');
  });
});

describe('a Tab', () => {
  test('reads the config and nothing else, and writes nothing', async () => {
    const home = configured();
    const before = snapshot(home.path);
    expect((await done(asked('cgw run w'), { home })).stdout).toBe('work \n');
    expect(snapshot(home.path)).toEqual(before);
  });

  test.each(['{', '{"version":2}', '{"version":1,"profiles":{"a b":{}}}', '[]'])(
    'with the damaged config %s: no names and no noise',
    async text => {
      const home = new Home();
      home.writeConfig(text);
      expect(await cgw(asked('cgw run '), { home })).toMatchObject({ exit: 0, stdout: '', stderr: '' });
      expect((await done(asked('cgw ru'), { home })).stdout).toBe('run \n');
    },
  );

  test('never runs a reference, nor shows what is in one or in a variable', async () => {
    const home = new Home();
    const marker = join(home.path, 'marker');
    const key = home.write('key', 'sk-planted-canary');
    const work = { ...config.profiles.work, backend: 'gateway', token: `cmd:touch ${marker}` };
    const file = { backend: 'gateway', baseUrl: 'https://x.example.com', token: `file:${key}` };
    home.writeConfig({ ...config, profiles: { work, file } });
    const lines = [
      ...['cgw ', 'cgw run ', 'cgw run work ', 'cgw exec file ', 'cgw show w', 'cgw -- '],
      ...[
        'cgw edit work --set ',
        'cgw edit work --secret ',
        'cgw edit work --unset ',
        'cgw edit file --secret token=',
      ],
      ...[
        'cgw edit work --secret token=env:',
        'cgw edit work --secret token=file:',
        'cgw edit work --secret token=cmd:',
      ],
    ];
    for (const line of lines) {
      const { stdout, stderr } = await done(asked(line), { home, env: environment });
      expect(stdout + stderr).not.toContain('sk-planted');
    }
    expect(existsSync(marker)).toBe(false);
  });
});
