import { describe, expect, test } from 'bun:test';
import { cgw, done, hasWine, setUpWine, shown, showTo, WindowsHome } from './wine.ts';

setUpWine();

const litellm = ['--from', 'litellm', '--set', 'baseUrl=https://llm.example.com:4000'];

describe.if(hasWine)('commands on Windows', () => {
  test('the config is in %APPDATA%, the state in %LOCALAPPDATA%, and nothing lands elsewhere', async () => {
    const home = new WindowsHome();
    expect(await done(['config', 'path'], { home })).toMatchObject({ stdout: `${home.config}\n` });
    await done(['add', 'lite', ...litellm, '--secret', 'token=env:LLM_KEY'], { home });
    expect(JSON.parse(home.read(home.config)).profiles).toHaveProperty('lite');
    expect((await done(['list'], { home })).stdout).toContain('lite  ');
    home.addShow('claude.exe');
    const env = showTo(home, { LLM_KEY: 'sk-llm' });
    expect(await cgw(['run', 'lite', '-p', 'hi'], { home, env })).toMatchObject({ exit: 0 });
    expect(home.has(`${home.path}\\AppData\\Local\\cgw\\launch`)).toBe(true);
    expect(home.has(`${home.path}\\.config`) || home.has(`${home.path}\\.local`)).toBe(false);
  });

  test('a program that cgw starts finds the plan, under the one name that Windows has for a variable', async () => {
    const home = new WindowsHome();
    home.addShow('show.exe');
    await done(['add', 'lite', ...litellm, '--secret', 'token=env:LLM_KEY'], { home });
    const env = showTo(home, {
      LLM_KEY: 'sk-llm',
      anthropic_base_url: 'https://lower.example.com',
      Anthropic_Api_Key: 'sk-left',
    });
    expect(await cgw(['exec', 'lite', '--', 'show'], { home, env })).toMatchObject({ exit: 0 });
    const found = [...shown(home).env].filter(([name]) => /^(anthropic_|path$)/i.test(name));
    expect(found.map(([name, value]) => [name.toUpperCase(), value]).sort()).toEqual([
      ['ANTHROPIC_AUTH_TOKEN', 'sk-llm'],
      ['ANTHROPIC_BASE_URL', 'https://llm.example.com:4000'],
      ['PATH', home.environment().Path ?? ''],
    ]);
  });

  test('doctor and status say where things are; HOME of Git Bash does not move the settings', async () => {
    const home = new WindowsHome();
    home.addShow('claude.exe');
    home.write(
      `${home.path}\\.claude\\settings.json`,
      '{"env": {"ANTHROPIC_BASE_URL": "https://other.example.com"}}',
    );
    await done(['add', 'direct2', '--from', 'direct', '--secret', 'apiKey=env:LLM_KEY'], { home });
    const env = { HOME: 'C:\\elsewhere', LLM_KEY: 'sk-ant-x' };
    const { changes } = JSON.parse((await done(['env', 'direct2', '--json'], { home, env })).stdout);
    expect(changes).toContainEqual(expect.objectContaining({ name: 'CGW_PROFILE', value: 'direct2' }));
    expect((await done(['status'], { home, env })).stdout).toContain('other.example.com');
    const doctor = await cgw(['doctor'], { home, env });
    expect(doctor.stdout).toContain(`${home.path}\\.claude\\settings.json`);
    expect(doctor.stdout).not.toMatch(/chmod|mode \d|claude is not on PATH/);
  });

  test('a missing secret fails in the words of cmd, for every shell, and changes nothing', async () => {
    const home = new WindowsHome();
    await done(['add', 'lite', ...litellm, '--secret', 'token=env:LLM_KEY'], { home });
    for (const [shell, code] of [
      ['cmd', '@exit /b 1\r\n'],
      ['pwsh', "Write-Error 'cgw failed';\n"],
    ] as const) {
      const result = await cgw(['env', 'lite', '--shell', shell], { home });
      expect(result).toMatchObject({ exit: 4, stdout: code });
      expect(result.stderr).toContain('set LLM_KEY=… before you call cgw');
    }
  });

  test('twenty that write at once lose nothing, while others read', async () => {
    const home = new WindowsHome();
    await done(['add', 'first', ...litellm, '--secret', 'token=env:LLM_KEY'], { home });
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const results = await Promise.all([
      ...names.map(name => cgw(['copy', 'first', name], { home })),
      ...names.map(() => cgw(['list', '--json'], { home })),
    ]);
    expect(results.map(({ exit, stderr }) => ({ exit, stderr })).filter(({ exit }) => exit !== 0)).toEqual(
      [],
    );
    expect(Object.keys(JSON.parse(home.read(home.config)).profiles).sort()).toEqual(
      ['first', ...names].sort(),
    );
  });

  test('a path in another case, with blanks, on a drive or of a share is the same file or folder', async () => {
    const home = new WindowsHome();
    const show = home.addShow('show.exe');
    const env = showTo(home, { LLM_KEY: 'sk-llm' });
    await done(['add', 'lite', ...litellm, '--secret', 'token=env:LLM_KEY'], { home });
    const config = home.config.replace('\\config.json', '');
    for (const named of [
      config.toLowerCase(),
      config.toUpperCase(),
      `\\\\?\\${config}`,
      config.replaceAll('\\', '/'),
    ])
      expect((await done(['list'], { home, env: { CGW_CONFIG_DIR: named } })).stdout).toContain('lite  ');
    for (const program of [
      show.toUpperCase(),
      show.replaceAll('\\', '/'),
      `..\\..\\..${home.bin.slice(2)}\\show`,
      'SHOW',
      'show.EXE',
    ])
      expect(await cgw(['exec', 'lite', '--', program], { home, env })).toMatchObject({ exit: 0 });
    const relative = await cgw(['list'], { home, env: { CGW_CONFIG_DIR: 'C:here' } });
    expect(relative).toMatchObject({ exit: 2 });
  });

  test('config edit opens the editor of Windows, and takes what it wrote', async () => {
    const home = new WindowsHome();
    await done(['add', 'lite', ...litellm, '--secret', 'token=env:LLM_KEY'], { home });
    home.write(`${home.bin}\\my editor.cmd`, '@echo {"version": 1, "profiles": {}} > %1\r\n');
    const env = { EDITOR: '"my editor.cmd"' };
    expect(await cgw(['config', 'edit'], { home, env })).toMatchObject({ exit: 0 });
    expect(JSON.parse(home.read(home.config))).toMatchObject({ profiles: {} });
  });
});
