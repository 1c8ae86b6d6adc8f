import { expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleOf } from '../support/tier.ts';
import { cleanEnvironment, eachShell, freshFolder, type RealShell, runScript } from './harness.ts';

/** Command lines that fail, each in its way. */
const failing = [
  'cgw env nope',
  'cgw env locked',
  'cgw env --no-such-flag',
  'cgw env a b',
  'cgw env --shell nosuch gate',
  'cgw env --hook nosuch',
  'cgw pick --env',
  'cgw hook nosuch',
  'cgw completion nosuch',
  'cgw evn gate',
  'cgw hok bash',
];

const config = JSON.stringify({
  version: 1,
  profiles: {
    gate: { backend: 'gateway', baseUrl: 'https://gate.example.com', secrets: { token: 'env:GATE' } },
    locked: { backend: 'gateway', baseUrl: 'https://gate.example.com', secrets: { token: 'env:NO_SUCH' } },
  },
});

/** Ways to go on only where the code before has succeeded. */
const goingOn: { readonly [Name in RealShell['name']]: readonly ((code: string) => string)[] } = {
  bash: [posix, code => posix(code.replace(/\$\(.*\)/, '"$&"')), code => `set -e\n${code}\necho on`],
  zsh: [posix, code => posix(code.replace(/\$\(.*\)/, '"$&"')), code => `set -e\n${code}\necho on`],
  dash: [posix, code => `set -e\n${code}\necho on`],
  fish: [code => `${code}\nand echo on`, code => `eval (${code.replace(' | source', '')}); and echo on`],
  nu: [code => `${code}\necho on`],
  elvish: [code => `${code}\necho on`],
};

function posix(code: string): string {
  return `${code} && echo on`;
}

eachShell(shell => {
  test.each(sampleOf(failing, 2))(`${shell.name}: what follows “%s” does not run`, async command => {
    const home = freshFolder();
    const environment = cleanEnvironment(home, { GATE: 'secret', CGW_PROFILE: 'before' });
    writeFileSync(join(home, 'config', 'config.json'), config);
    for (const goOn of goingOn[shell.name]) {
      const { stdout, stderr } = await runScript(shell, `${goOn(shell.evaluate(command))}\n`, {
        environment,
        cwd: home,
      });
      expect(stdout).toBe('');
      expect(stderr).toContain('cgw: ');
      if (/env /.test(command) && shell.name !== 'nu')
        expect(stderr).toContain('this shell keeps the profile before');
    }
  });
});
