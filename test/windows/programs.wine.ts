import { describe, expect, test } from 'bun:test';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { cgw, done, hasWine, setUpWine, shown, showTo, unixPath, WindowsHome } from './wine.ts';

setUpWine();

/** Arguments that cmd.exe, or the rules by which programs take words out of a command line, would make others of. */
const hard = [
  ...[
    'a b',
    'x"y',
    '^a^^',
    'a&b',
    '',
    'end\\',
    'end \\',
    '!x!',
    "it's",
    'a|b',
    '<>',
    '(x)',
    'tab\tx',
    'ünï 😀',
  ],
  ...[
    '\\"',
    'q"&show.exe',
    '*',
    '"',
    ', ;=',
    '\\\\srv\\share\\',
    '--',
    '/c',
    '^',
    '&&',
    "$('x')",
    '`x`',
    '""',
  ],
] as const;
/** Wine’s cmd expands `%` by rules of its own, so through a batch file these are not shown here. */
const withPercent = ['%PATH%', '100%', '%%', '%cd:~,%', '%'] as const;
const lines = 'two\r\nlines\n';

async function homeWithProfile(): Promise<WindowsHome> {
  const home = new WindowsHome();
  const flags = ['--from', 'litellm', '--set', 'baseUrl=https://llm.example.com:4000'];
  await done(['add', 'lite', ...flags, '--secret', 'token=env:LLM_KEY'], { home });
  return home;
}

const key = { LLM_KEY: 'sk-llm' };

/** As npm writes it for a program that is no script. */
const npmShim = (target: string) =>
  [
    '@ECHO off',
    'GOTO start',
    ':find_dp0',
    'SET dp0=%~dp0',
    'EXIT /b',
    ':start',
    'SETLOCAL',
    'CALL :find_dp0',
    `"%dp0%\\${target}"   %*`,
    '',
  ].join('\r\n');

describe.if(hasWine)('programs that cgw starts on Windows', () => {
  test('an .exe gets every argument as it is, and its exit code comes back', async () => {
    const home = await homeWithProfile();
    home.addShow('show.exe');
    const args = [...hard, ...withPercent, lines];
    const env = showTo(home, { ...key, SHOW_EXIT: '7' });
    const inBlanks = `${home.folder}\\a & (b) tool.exe`;
    cpSync(unixPath('C:\\cgw\\show.exe'), unixPath(inBlanks));
    for (const program of ['show', inBlanks, '.\\a & (b) tool']) {
      expect(await cgw(['exec', 'lite', '--', program, ...args], { home, env })).toMatchObject({ exit: 7 });
      expect(shown(home).args).toEqual(args);
    }
  });

  test('claude is found by PATHEXT, an .exe of a later folder not before a .cmd of an earlier one', async () => {
    const home = await homeWithProfile();
    home.addShow('claude.exe');
    const env = showTo(home, { ...key, SHOW_EXIT: '3' });
    expect(await cgw(['run', 'lite', '-p', ...hard], { home, env })).toMatchObject({ exit: 3 });
    expect(shown(home).args.slice(2)).toEqual(['-p', ...hard]);
    expect(shown(home).args.slice(0, 2)).toEqual([
      '--settings',
      expect.stringMatching(/^C:\\users\\.*\\AppData\\Local\\cgw\\launch\\\d+\.json$/),
    ]);
    const first = `${home.bin}\\first`;
    home.write(`${first}\\claude.cmd`, '@exit /b 5\r\n');
    const earlier = { ...env, Path: `${first};${home.environment().Path}` };
    expect(await cgw(['run', 'lite'], { home, env: earlier })).toMatchObject({ exit: 5 });
    expect(await cgw(['run', 'lite'], { home, env: { ...env, PATHEXT: '.EXE' } })).toMatchObject({ exit: 3 });
  });

  test('the shim of npm is gone past: its .exe gets what no batch file could take', async () => {
    const home = await homeWithProfile();
    const target = 'node_modules\\@anthropic-ai\\claude-code\\bin\\claude.exe';
    home.write(`${home.bin}\\claude.cmd`, npmShim(target));
    const program = unixPath(`${home.bin}\\${target}`);
    mkdirSync(dirname(program), { recursive: true });
    cpSync(unixPath('C:\\cgw\\show.exe'), program);
    const args = [...hard, ...withPercent, lines];
    const env = showTo(home, { ...key, SHOW_EXIT: '9' });
    expect(await cgw(['run', 'lite', '-p', ...args], { home, env })).toMatchObject({ exit: 9 });
    expect(shown(home).args.slice(2)).toEqual(['-p', ...args]);
  });

  test('another batch file gets arguments that do not run, and a line break is refused', async () => {
    const home = await homeWithProfile();
    home.addShow('shown.exe');
    home.write(`${home.bin}\\claude.cmd`, '@shown.exe %*\r\n');
    const env = showTo(home, { ...key, SHOW_EXIT: '4' });
    expect(await cgw(['run', 'lite', '-p', ...hard], { home, env })).toMatchObject({ exit: 4 });
    expect(shown(home).args.slice(2)).toEqual(['-p', ...hard]);
    const refused = await cgw(['run', 'lite', '-p', lines], { home, env });
    expect(refused.exit).toBe(127);
    expect(refused.stderr).toContain('an argument with a line break cannot be handed to it');
  });

  test('a program of the folder is not started for PATH’s sake, in whatever case its name is written', async () => {
    const home = await homeWithProfile();
    home.addShow('real.exe');
    const inProject = `${home.folder}\\node_modules\\.bin`;
    home.write(`${inProject}\\claude.cmd`, '@exit /b 66\r\n');
    home.write(`${home.folder}\\claude.cmd`, '@exit /b 67\r\n');
    mkdirSync(unixPath(`${home.folder}\\.git`), { recursive: true });
    const { Path: path = '' } = home.environment();
    for (const folder of [inProject, inProject.toUpperCase(), inProject.replaceAll('\\', '/'), '.', ''])
      expect(await cgw(['run', 'lite'], { home, env: { ...key, Path: `${folder};${path}` } })).toMatchObject({
        exit: 127,
      });
  });

  test('a secret comes from a .cmd such as gcloud’s', async () => {
    const home = await homeWithProfile();
    home.write(`${home.bin}\\vault.cmd`, '@echo sk-%1-%2\r\n');
    const flags = ['--from', 'litellm', '--set', 'baseUrl=https://llm.example.com:4000'];
    await done(['add', 'vaulted', ...flags, '--secret', 'token=cmd:vault read "key"'], { home });
    expect(await cgw(['token', 'vaulted'], { home })).toMatchObject({ exit: 0, stdout: 'sk-read-key\n' });
  });
});
