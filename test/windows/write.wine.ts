import { describe, expect, test } from 'bun:test';
import { done, hasWine, setUpWine, start, WindowsHome } from './wine.ts';

setUpWine();

const settings = '{\r\n  "env": {\r\n    "MINE": "1"\r\n  },\r\n  "model": "opus"\r\n}\r\n';

/** A file of each target that takes a profile, with the line ends of Windows. */
const files = {
  user: { path: '.claude\\settings.json', content: settings },
  project: { path: 'my project\\.claude\\settings.json', content: settings },
  local: { path: 'my project\\.claude\\settings.local.json', content: settings },
  dotenv: { path: 'my project\\.env', content: 'A=1\r\nB="two words"\r\n' },
  envrc: { path: 'my project\\.envrc', content: 'export A=1\r\n' },
} as const;

describe.if(hasWine)('write on Windows', () => {
  for (const [target, { path, content }] of Object.entries(files))
    test(`${target}: a file with CRLF keeps it, and undo gives back every byte`, async () => {
      const home = new WindowsHome();
      const flags = ['--from', 'litellm', '--set', 'baseUrl=https://llm.example.com:4000'];
      await done(['add', 'lite', ...flags, '--secret', 'token=env:LLM_KEY'], { home });
      const file = home.write(`${home.path}\\${path}`, content);
      await done(['write', 'lite', '--to', target], { home });
      const written = home.read(file);
      expect(written).toContain(target === 'envrc' ? 'cgw env lite' : 'https://llm.example.com:4000');
      expect(written.replaceAll('\r\n', '')).not.toContain('\n');
      await done(['write', '--undo', '--to', target], { home });
      expect(home.read(file)).toBe(content);
    });

  test('the helper in a settings file starts this cgw in cmd, which Claude Code asks there', async () => {
    const home = new WindowsHome();
    const flags = ['--from', 'litellm', '--set', 'baseUrl=https://llm.example.com:4000'];
    await done(['add', 'lite', ...flags, '--secret', 'token=env:LLM_KEY'], { home });
    await done(['write', 'lite', '--to', 'user'], { home });
    expect(JSON.parse(home.read(`${home.path}\\.claude\\settings.json`))).toMatchObject({
      apiKeyHelper: '"C:/cgw/cgw.exe" token lite',
    });
  });

  test('what is in the project is told from what is not, in whatever case the folder was entered', async () => {
    const home = new WindowsHome();
    const flags = ['--from', 'bedrock', '--set', 'region=us-east-1'];
    await done(['add', 'rock', ...flags], { home });
    const script = `@cd /d ${home.folder.toUpperCase()}\r\n@C:\\cgw\\cgw.exe write rock --to project\r\n`;
    home.write(`${home.folder}\\go.cmd`, script);
    expect(await start(['cmd.exe', '/d', '/c', 'go.cmd'], { home })).toMatchObject({ exit: 0 });
    expect(home.has(`${home.folder}\\.claude\\settings.json`)).toBe(true);
  });
});
