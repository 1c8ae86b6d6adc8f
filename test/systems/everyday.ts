import { expect } from 'bun:test';
import { join } from 'node:path';
import { Terminal } from '../pty/support/terminal.ts';
import { Home } from '../support/home.ts';

type Ran = { readonly exit: number | null; readonly stdout: string; readonly stderr: string };

/**
 * An everyday of cgw, as another build of it has to do it: a profile, a shell, launches, a settings file, the picker.
 * @param words what starts that build
 */
export async function everyday(
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const home = new Home();
  home.write(
    'bin/claude',
    '#!/bin/sh\nprintf "%s|" "$ANTHROPIC_BASE_URL" "$ANTHROPIC_AUTH_TOKEN" "$CGW_PROFILE" "$@"\nexit 7\n',
    0o755,
  );
  const env = {
    HOME: home.path,
    PATH: `${join(home.path, 'bin')}:/usr/bin:/bin`,
    LLM_KEY: 'sk-llm ü',
    ...more,
  };
  const start = async (line: readonly string[]): Promise<Ran> => {
    const child = Bun.spawn([...line], { cwd: home.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
    return { exit: await child.exited, stdout, stderr };
  };
  const cgw = (...args: readonly string[]) => start([...words, ...args]);
  const url = 'https://llm.example.com:4000';

  const flags = ['--from', 'litellm', '--set', `baseUrl=${url}`, '--secret', 'token=env:LLM_KEY'];
  expect(await cgw('add', 'lite', ...flags)).toMatchObject({ exit: 0 });
  expect((await cgw('list')).stdout).toContain(url);

  const quoted = words.map(word => `'${word}'`).join(' ');
  const script = `export ANTHROPIC_API_KEY=mine; eval "$(${quoted} env rock --shell sh)"; echo "$CGW_PROFILE \${ANTHROPIC_API_KEY-unset} $AWS_REGION"`;
  expect(await cgw('add', 'rock', '--from', 'bedrock', '--set', 'region=eu-west-1')).toMatchObject({
    exit: 0,
  });
  expect(await start(['/bin/sh', '-c', script])).toMatchObject({ exit: 0, stdout: 'rock unset eu-west-1\n' });

  const launched = await start([...words, 'run', 'rock', '-p', 'a "b" $c\n']);
  expect(launched).toMatchObject({ exit: 7 });
  expect(launched.stdout).toStartWith('||rock|--settings|');
  expect(launched.stdout).toEndWith('|-p|a "b" $c\n|');
  expect(await cgw('exec', 'rock', '--', 'sh', '-c', 'kill -TERM $$')).toMatchObject({ exit: 143 });
  expect(await cgw('env', 'none')).toMatchObject({ exit: 3 });

  const settings = '{\n  "model": "opus"\n}\n';
  const file = home.write('.claude/settings.json', settings);
  expect(await cgw('write', 'rock', '--to', 'user')).toMatchObject({ exit: 0 });
  expect(await Bun.file(file).text()).toContain('eu-west-1');
  expect((await cgw('status')).stdout).toContain('Bedrock');
  expect(await cgw('write', '--undo', '--to', 'user')).toMatchObject({ exit: 0 });
  expect(await Bun.file(file).text()).toBe(settings);

  await using terminal = new Terminal(words, { home, env });
  await terminal.waitFor('❯ rock');
  await terminal.press('q');
  expect(await terminal.exit).toEqual({ code: 0, signal: null });
}
