import { expect, test } from 'bun:test';
import { symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { eachShell, runProgram } from '../shells/harness.ts';
import { done, program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { config } from './support.ts';

setUp();

/** What Nushell itself completes for lines, with the script of cgw and a completer of the user’s before it. */
async function completed(nu: string, home: Home, lines: readonly string[]): Promise<unknown> {
  const bin = home.makeFolder('.local/bin');
  symlinkSync(program, join(bin, 'cgw'));
  const { stdout: script } = await done(['completion', 'nu'], { home });
  const others = '$env.config.completions.external.completer = {|spans| [$"other ($spans.0)"] }\n';
  const wrapper = '\n@complete external\ndef --wrapped wrapped [...args] { ^cgw ...$args }\nalias w = cgw\n';
  const rc = home.write('config.nu', `${others}${script}${wrapper}`);
  const ask = `${JSON.stringify(lines)} | each {|line| $line | commandline complete } | to json`;
  const { stdout, stderr } = await runProgram([nu, '--config', rc, '--commands', ask], {
    cwd: home.path,
    environment: {
      HOME: home.path,
      PATH: [bin, process.env.PATH].join(delimiter),
      LITELLM_KEY: 'sk-planted-canary',
    },
  });
  expect(stdout + stderr).not.toContain('sk-planted');
  return JSON.parse(stdout);
}

eachShell(
  ({ program: nu }) => {
    test('nu completes by the script, and leaves other programs to the completer of before', async () => {
      const home = new Home();
      home.writeConfig(config);
      home.write('keyfile', '');
      const table: readonly (readonly [string, readonly string[]])[] = [
        ['cgw ru', ['run']],
        ['cgw run w', ['work']],
        ['^cgw run @b', ['@batch', '@büro']],
        ['cgw show "ра', ['работа']],
        ['cgw edit work --set cacheTtl=', ['cacheTtl=5m', 'cacheTtl=1h']],
        ['cgw edit work --secret token=env:LITELLM_K', ['token=env:LITELLM_KEY']],
        ['cgw edit work --secret token=file:~/keyf', [`token=file:${home.path}/keyfile`]],
        ['cgw edit work --unset headers.x', ['"headers.x$y"']],
        ['cgw exec work -- cat keyf', ['keyfile']],
        ['w ru', ['run']],
        ['git pu', ['other git']],
      ];
      expect(
        await completed(
          nu,
          home,
          table.map(([line]) => line),
        ),
      ).toEqual(table.map(([, words]) => words));
    });

    test('nu with a damaged config offers nothing', async () => {
      const home = new Home();
      home.writeConfig('{');
      expect(await completed(nu, home, ['cgw run ', 'cgw ru'])).toEqual([[], ['run']]);
    });
  },
  ['nu'],
);
