import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { startProxy } from '../live/proxy.ts';
import { startRecorder } from '../live/recorder/recorder.ts';
import type { Recorder } from '../live/recorder/types.ts';
import { required } from '../support/required.ts';
import { cgw, done, hasWine, setUpWine, start, unixPath, WindowsHome } from './wine.ts';

setUpWine();

/** The real Claude Code for Windows: `npm ci --prefix test/windows --ignore-scripts --os=win32 --cpu=x64`. */
const claude = join(import.meta.dir, 'node_modules/@anthropic-ai/claude-code-win32-x64/claude.exe');
const hasClaude = hasWine && required('windows_claude', existsSync(claude));
const program = 'C:\\cgw\\claude.exe';

describe.if(hasClaude)('the real Claude Code of Windows', () => {
  const ours: Recorder = startRecorder('anthropic');
  const other: Recorder = startRecorder('anthropic');
  const proxy = startProxy();

  const env = {
    CGW_CLAUDE: program,
    LLM_KEY: 'sk-of-the-profile',
    ...proxy.environment,
    // Git Bash exports one; neither program is to go by it.
    HOME: 'C:\\elsewhere',
  };

  beforeAll(() => {
    // Starting Wine once makes its drive, and what the program lacks is in this folder.
    const home = new WindowsHome();
    if (!home.has(program)) symlinkSync(claude, unixPath(program));
  });

  afterAll(async () => {
    await Promise.all([ours.stop(), other.stop()]);
    proxy.stop();
  });

  /** A user whose own settings lead elsewhere. */
  async function homeWithSettings(settings: object): Promise<WindowsHome> {
    const home = new WindowsHome();
    home.write(`${home.path}\\.claude\\settings.json`, JSON.stringify(settings));
    const flags = ['--from', 'litellm', '--set', `baseUrl=${ours.url}`, '--secret', 'token=env:LLM_KEY'];
    await done(['add', 'lite', ...flags], { home });
    return home;
  }

  let known = 0;

  /** The credentials of the requests since the last time, each once, and whether the other server had any. */
  function seen(): { readonly credentials: string[]; readonly elsewhere: number } {
    const requests = ours.modelRequests().slice(known);
    known += requests.length;
    const credentials = requests.flatMap(({ headers }) =>
      [headers.authorization, headers['x-api-key']].filter(value => value !== undefined),
    );
    return { credentials: [...new Set(credentials)], elsewhere: other.requests.length };
  }

  const hostile = {
    env: { ANTHROPIC_BASE_URL: other.url, ANTHROPIC_API_KEY: 'sk-of-the-settings' },
    apiKeyHelper: 'echo sk-of-the-helper',
  };

  test('run: the profile wins over the user’s settings, with its credential and no other', async () => {
    const home = await homeWithSettings(hostile);
    const result = await cgw(['run', 'lite', '-p', 'two\nlines & "quotes" %PATH%'], { home, env });
    expect(result).toMatchObject({ exit: 0, stdout: 'pong\n' });
    expect(seen()).toEqual({ credentials: ['Bearer sk-of-the-profile'], elsewhere: 0 });
    expect(ours.modelRequests().some(({ body }) => body.includes('two\\nlines & \\"quotes\\" %PATH%'))).toBe(
      true,
    );
  });

  test('run --no-env-secret: Claude Code asks cgw for the credential, in cmd', async () => {
    const home = await homeWithSettings({ env: { ANTHROPIC_BASE_URL: other.url } });
    const file = home.write(`${home.path}\\token`, 'sk-of-the-file\r\n');
    await done(['edit', 'lite', '--secret', `token=file:${file}`], { home });
    const result = await cgw(['run', '--no-env-secret', 'lite', '-p', 'hi'], { home, env });
    expect(result).toMatchObject({ exit: 0, stdout: 'pong\n' });
    const { credentials, elsewhere } = seen();
    expect(elsewhere).toBe(0);
    expect(credentials).toContain('Bearer sk-of-the-file');
    expect(credentials.filter(value => !value.endsWith('sk-of-the-file'))).toEqual([]);
  });

  test('write --to user: a plain claude goes by the file, and asks cgw for the credential', async () => {
    const home = await homeWithSettings({ model: 'opus' });
    await done(['write', 'lite', '--to', 'user'], { home, env });
    const result = await start([program, '-p', 'hi'], { home, env });
    expect(result).toMatchObject({ exit: 0, stdout: 'pong\n' });
    expect(seen().credentials).toContain('Bearer sk-of-the-profile');
    expect((await done(['status'], { home, env })).stdout).toContain(ours.url);
  });
});
