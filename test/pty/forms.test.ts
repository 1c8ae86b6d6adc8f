import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { Home } from '../support/home.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { openPicker, putClaude } from './support/picker.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const canary = 'sk-planted-canary-0123456789';

describe('a first profile', () => {
  test('LiteLLM from nothing to a launch', async () => {
    const home = new Home();
    const env = { ...putClaude(home), CORP_KEY: canary };
    await using terminal = await openPicker([], { home, env, columns: 120 });
    await terminal.waitFor('You have none yet');
    await terminal.press('enter');
    await terminal.waitFor('what does it start from');
    await terminal.type('litellm, unified');
    await terminal.waitFor('❯ litellm ');
    await terminal.press('enter');
    await terminal.waitFor('add from LiteLLM, unified');
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.type('https://llm.corp:4000');
    await terminal.press('down');
    await terminal.waitFor(/❯ +token/);
    await terminal.waitFor(/token.*‹ environment variable ›/);
    await terminal.press('down');
    await terminal.type('CORP_KEY');
    await terminal.waitFor('CORP_KEY');
    await terminal.press('ctrl+s');
    await terminal.waitFor('ANTHROPIC_BASE_URL');
    expect(terminal.text()).toContain('env:CORP_KEY');
    await terminal.press('l');
    await terminal.waitFor('claude: profile litellm url https://llm.corp:4000');
    expect(terminal.text()).toContain(`token ${canary}`);
    expect(home.readConfig()).toEqual({
      version: 1,
      roles: {},
      profiles: {
        litellm: {
          backend: 'gateway',
          product: 'litellm',
          modelFamily: 'claude',
          baseUrl: 'https://llm.corp:4000',
          token: 'env:CORP_KEY',
        },
      },
    });
    // What the launched program prints is its own affair; before that nothing showed the secret.
    const [before] = terminal.output().split('claude: profile');
    expect(before).not.toContain(canary);
  });

  test('what the machine has is offered ready filled', async () => {
    const home = new Home();
    home.write('.aws/config', '[profile work-sso]\nregion = eu-west-1\n');
    await using terminal = await openPicker([], { home });
    await terminal.waitFor(/❯ AWS profile work-sso.*eu-west-1/);
    await terminal.press('enter');
    await terminal.waitFor(/Review bedrock-work-sso[\s\S]*AWS_REGION/);
    await terminal.press('enter');
    await terminal.waitFor(/added /);
    expect(home.readConfig()).toMatchObject({
      profiles: { 'bedrock-work-sso': { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work-sso' } },
    });
    await terminal.press('q');
    expect((await terminal.exit).code).toBe(0);
    await expectSaneTerminal(terminal, { shows: '' });
  });
});

describe('a profile', () => {
  test('is not lost by leaving: Esc asks; is edited, and only what was changed changes', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home });
    await terminal.press('e');
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.type('/x');
    await terminal.press('escape');
    await terminal.waitFor(/discard/i);
    await terminal.press('n');
    await terminal.waitFor('https://litellm.example.com:4000/x');
    await terminal.press('escape');
    await terminal.waitFor(/discard/i);
    await terminal.press('y');
    await terminal.waitFor('❯ work');
    expect(home.readConfig()).toEqual(config);

    await terminal.press('e');
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.press('ctrl+u');
    await terminal.type('https://new.example.com');
    await terminal.press('ctrl+s');
    await terminal.waitFor('https://new.example.com');
    await terminal.press('enter');
    await terminal.waitFor('changed work');
    const { work } = config.profiles;
    expect(home.readConfig()).toEqual({
      ...config,
      profiles: { ...config.profiles, work: { ...work, baseUrl: 'https://new.example.com' } },
    });
  });

  test('is copied, renamed, made the default, given a role, and deleted after asking', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home });
    await terminal.press('c', 'ctrl+u');
    await terminal.type('third\r');
    await terminal.waitFor('copied work to third');
    await terminal.press('r', 'ctrl+u');
    await terminal.type('fourth\r');
    await terminal.waitFor('renamed third to fourth');
    await terminal.press('*');
    await terminal.waitFor('fourth is the default now');
    await terminal.press('@');
    await terminal.type('night\r');
    await terminal.waitFor('@night is now fourth');
    expect(home.readConfig()).toMatchObject({
      default: 'fourth',
      roles: { ...config.roles, night: 'fourth' },
      profiles: { fourth: config.profiles.work },
    });
    await terminal.press('d');
    await terminal.waitFor('Delete fourth? the default, @night would name nothing any more.');
    await terminal.press('enter');
    await terminal.waitFor('↵ launch');
    expect(home.readConfig()).toMatchObject({ profiles: { fourth: {} } });
    await terminal.press('d', 'y');
    await terminal.waitFor('deleted fourth');
    const { default: _, ...rest } = config;
    expect(home.readConfig()).toEqual(rest);
  });

  test('that another process changed meanwhile is not overwritten', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home });
    await terminal.press('e');
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.type('/x');
    const changed = {
      ...config,
      profiles: { ...config.profiles, work: { ...config.profiles.work, note: 'new' } },
    };
    home.writeConfig(changed);
    await terminal.press('ctrl+s');
    await terminal.waitFor('Review work');
    await terminal.press('enter');
    await terminal.waitFor(/changed by another process/);
    expect(home.readConfig()).toEqual(changed);
  });
});

describe('a credential', () => {
  test('that is pasted where its place is asked for is neither shown nor stored', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home });
    await terminal.press('e');
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.press('down', 'down');
    await terminal.press('ctrl+u');
    await terminal.paste(canary);
    await terminal.waitFor('••••');
    await terminal.press('ctrl+s', 'enter', 'enter');
    expect(terminal.output()).not.toContain(canary);
    expect(terminal.output()).not.toContain(canary.slice(0, 12));
    expect(home.readConfig()).toEqual(config);
  });
});

describe('cgw add and cgw edit', () => {
  test('open the form, save and end', async () => {
    const home = configured();
    await using terminal = Terminal.cgw(['edit', 'cloud'], { home });
    await terminal.waitFor(/❯ +region/);
    await terminal.press('ctrl+u');
    await terminal.type('us-east-1');
    await terminal.press('ctrl+s');
    await terminal.waitFor('us-east-1');
    await terminal.press('enter');
    expect((await terminal.exit).code).toBe(0);
    await expectSaneTerminal(terminal, { shows: 'changed cloud\n' });
    expect(home.readConfig()).toMatchObject({ profiles: { cloud: { region: 'us-east-1' } } });
  });

  test('left, they change nothing and end with 130', async () => {
    const home = configured();
    await using terminal = Terminal.cgw(['add', 'openrouter'], { home });
    await terminal.waitFor('add from OpenRouter');
    await terminal.press('escape');
    expect((await terminal.exit).code).toBe(130);
    await expectSaneTerminal(terminal, { shows: 'nothing was changed\n' });
    expect(home.readConfig()).toEqual(config);
  });

  test('a name that is not a preset: the choice comes first, and the name stays', async () => {
    await using terminal = Terminal.cgw(['add', 'mine'], { home: configured() });
    await terminal.waitFor('what does it start from');
    await terminal.type('vertex');
    await terminal.press('enter');
    await terminal.waitFor(/name.* mine/);
  });

  test('a name that is taken is refused before anything is drawn', async () => {
    await using terminal = Terminal.cgw(['add', 'work'], { home: configured() });
    expect((await terminal.exit).code).toBe(3);
    await expectSaneTerminal(terminal, { shows: /^cgw: there is a profile work already\n/ });
  });
});

describe('w', () => {
  test('shows the diff, writes nothing at Esc, else the file, and cgw write --undo takes it back', async () => {
    const home = configured();
    const before = '{\n  "model": "opus"\n}\n';
    const file = home.write('.claude/settings.json', before);
    const project = home.makeFolder('project');
    await using terminal = await openPicker([], { home, cwd: project, columns: 110 });
    await terminal.press('j', 'w', 'l');
    await terminal.waitFor('What would change');
    await terminal.press('escape');
    await terminal.waitFor('❯ cloud');
    expect(existsSync(join(project, '.claude'))).toBe(false);
    await terminal.press('w');
    await terminal.waitFor('Write cloud to:');
    await terminal.press('u');
    await terminal.waitFor(/\+.*"AWS_REGION": "eu-west-1"/);
    expect(readFileSync(file, 'utf8')).toBe(before);
    await terminal.press('enter');
    await terminal.waitFor('wrote cloud to ~/.claude/settings.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      model: 'opus',
      env: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'eu-west-1' },
    });
    await terminal.press('q');
    await terminal.exit;
    await done(['write', '--undo', '--to', 'user'], { home });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
