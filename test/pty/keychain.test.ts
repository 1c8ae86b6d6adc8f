import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config } from '../support/configured.ts';
import { Home } from '../support/home.ts';
import { madeIn } from '../support/made-entry.ts';
import { hasKeyring, SecretService } from '../support/secret-service.ts';
import { isDeep } from '../support/tier.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { openPicker, putClaude } from './support/picker.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const canary = 'sk-planted-canary-0123456789';

const { token: _, ...gateway } = config.profiles.work;

/** Every file below a folder as one text. */
function filesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

/** Whatever was ever drawn, scrolled out or overwritten, had nothing of it. */
function expectUnseen(terminal: Terminal, bytes = terminal.output()): void {
  for (const shown of [bytes, terminal.text(), terminal.mainText()])
    for (const piece of [canary.slice(0, 12), canary.slice(8, 20), canary.slice(-12)])
      expect(shown).not.toContain(piece);
}

describe.skipIf(!hasKeyring)('the keychain in the screens', () => {
  let service: SecretService;
  let home: Home;

  beforeEach(async () => {
    service = await SecretService.start();
    home = new Home();
  });
  afterEach(() => service.stop());

  const env = (more = {}) => ({ ...putClaude(home), ...service.env, ...more });

  /** A profile whose entry is there. */
  async function held(): Promise<void> {
    home.writeConfig({
      version: 1,
      roles: {},
      profiles: { work: { ...gateway, token: 'keychain:work/token' } },
    });
    await service.store('work/token', canary);
    madeIn(home, 'work/token');
  }

  test('a key typed in the form is stored, and reaches the launched program', async () => {
    await using terminal = Terminal.cgw(['add', 'litellm'], { home, env: env(), columns: 120 });
    await terminal.type('https://llm.corp:4000');
    await terminal.press('down');
    await terminal.waitFor(/❯ +token.*‹ keychain ›/);
    await terminal.press('down');
    await terminal.waitFor(/❯ +credential/);
    for (const letter of canary.slice(0, 10)) await terminal.press(letter);
    await terminal.waitFor('•'.repeat(10));
    expectUnseen(terminal);
    await terminal.paste(canary.slice(10));
    await terminal.waitFor('•'.repeat(canary.length));
    expectUnseen(terminal);
    await terminal.press('ctrl+s');
    await terminal.waitFor('keychain:litellm/token  the credential is stored there');
    expectUnseen(terminal);
    expect(service.accounts()).toEqual([]);
    await terminal.press('l');
    await terminal.waitFor(`claude: profile litellm url https://llm.corp:4000 token ${canary}`);
    // What the launched program prints is its own affair.
    const [before = ''] = terminal.output().split('claude: profile');
    expect(before).not.toContain(canary.slice(0, 12));
    expect(service.value('litellm/token')).toBe(canary);
    expect(home.readConfig()).toMatchObject({ profiles: { litellm: { token: 'keychain:litellm/token' } } });
    expect(filesIn(home.path)).not.toContain(canary);
  });

  if (!isDeep) return;

  test('an edit keeps it, a new one replaces it', async () => {
    await held();
    await using terminal = await openPicker([], { home, env: env(), columns: 120 });
    await terminal.press('e');
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.type('/x');
    await terminal.press('down', 'down', 'down');
    await terminal.waitFor(/❯ +credential +kept as it is/);
    await terminal.press('ctrl+s');
    await terminal.waitFor('Review work');
    await terminal.press('enter');
    await terminal.waitFor('changed work');
    expect(service.value('work/token')).toBe(canary);
    await terminal.press('e');
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.press('down', 'down', 'down');
    await terminal.paste('another-one');
    await terminal.press('ctrl+s');
    await terminal.waitFor('keychain:work/token  gets a new credential');
    await terminal.press('enter');
    await terminal.waitFor('changed work');
    expect(service.value('work/token')).toBe('another-one');
    expectUnseen(terminal);
    expect(terminal.output()).not.toContain('another-one');
  });

  test('Ctrl-C while it is typed leaves nothing', async () => {
    await using terminal = Terminal.cgw(['add', 'litellm'], { home, env: env() });
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.press('down');
    await terminal.type(canary);
    await terminal.waitFor('••••');
    await terminal.press('ctrl+c');
    expect((await terminal.exit).code).toBe(130);
    await expectSaneTerminal(terminal, { shows: 'nothing was changed\n' });
    expectUnseen(terminal);
    expect(service.accounts()).toEqual([]);
    expect(filesIn(home.path)).not.toContain(canary);
  });

  test('a renamed profile takes it along, and delete offers to keep it', async () => {
    await held();
    await using terminal = await openPicker([], { home, env: env(), columns: 120 });
    await terminal.press('r', 'ctrl+u');
    await terminal.type('mine\r');
    await terminal.waitFor('renamed work to mine');
    expect(service.accounts()).toEqual(['mine/token']);
    expect(service.value('mine/token')).toBe(canary);
    await terminal.press('d');
    await terminal.waitFor('Delete mine? The keychain entry mine/token would go along.');
    await terminal.press('p');
    await terminal.waitFor(/deleted mine.*mine\/token is kept/s);
    expect(service.value('mine/token')).toBe(canary);
    expectUnseen(terminal);
  });

  test('delete deletes it too, and says so', async () => {
    await held();
    await using terminal = await openPicker([], { home, env: env(), columns: 120 });
    await terminal.press('d', 'y');
    await terminal.waitFor('the keychain entry work/token is deleted');
    expect(service.accounts()).toEqual([]);
  });

  test('an entry that is no longer used is kept and named', async () => {
    await held();
    await using terminal = Terminal.cgw(['edit', 'work'], { home, env: env(), columns: 120 });
    await terminal.waitFor(/❯ +baseUrl/);
    await terminal.press('down', 'down');
    await terminal.waitFor(/token.*‹ keychain ›/);
    await terminal.press('right');
    await terminal.type('LITELLM_KEY');
    await terminal.press('ctrl+s');
    await terminal.waitFor('keychain:work/token → env:LITELLM_KEY');
    await terminal.press('enter');
    expect((await terminal.exit).code).toBe(0);
    await expectSaneTerminal(terminal, {
      shows: /^changed work\nthe keychain entry work\/token is kept; .*$/,
    });
    expect(service.value('work/token')).toBe(canary);
  });

  test('the tabs, y and w show where it is and nothing of it', async () => {
    await held();
    const options = { home, env: env(), columns: 120, cwd: home.makeFolder('project') };
    await using terminal = await openPicker([], options);
    await terminal.waitFor('token: keychain:work/token');
    await terminal.press('tab');
    await terminal.waitFor('ANTHROPIC_AUTH_TOKEN=‹keychain:work/token›');
    await terminal.press('y');
    await terminal.waitFor('copied');
    expect(terminal.clipboard.join('\n')).not.toContain(canary);
    await terminal.press('w', 'u');
    await terminal.waitFor(/What would change|Nothing would change| ! /);
    await terminal.settled();
    expectUnseen(terminal);
    await terminal.press('escape', 'w', 'e');
    await terminal.waitFor(/What would change|Nothing would change| ! /);
    expectUnseen(terminal);
  });

  test('a keychain that fails is told in the form, which keeps what was typed', async () => {
    await service.stopKeyring();
    await using terminal = Terminal.cgw(['add', 'litellm'], { home, env: env(), columns: 120, rows: 30 });
    await terminal.type('https://llm.corp:4000');
    await terminal.press('down');
    await terminal.type(canary);
    await terminal.press('ctrl+s');
    await terminal.waitFor('Review litellm');
    await terminal.press('enter');
    const said = await terminal.waitFor(/! the keychain entry litellm\/token cannot be/);
    expect(said.replaceAll(/\s+/g, ' ')).toContain(
      'env:NAME, file:PATH (mode 0600), or what a program prints',
    );
    expect(existsSync(home.config)).toBe(false);
    await service.startKeyring();
    await terminal.press('enter');
    expect((await terminal.exit).code).toBe(0);
    expect(service.value('litellm/token')).toBe(canary);
    expectUnseen(terminal);
  });

  test('an entry that is somebody else’s is not overwritten', async () => {
    await service.store('litellm/token', 'of another config');
    await using terminal = Terminal.cgw(['add', 'litellm'], { home, env: env(), columns: 120 });
    await terminal.type('https://llm.corp:4000');
    await terminal.press('down');
    await terminal.type(canary);
    await terminal.press('ctrl+s');
    await terminal.waitFor('Review litellm');
    await terminal.press('enter');
    const said = await terminal.waitFor(/there is a keychain entry litellm\/token already.*delete it first/s);
    expect(said.replaceAll(/\s+/g, ' ')).toContain('litellm/token as the entry of token uses it');
    expect(service.value('litellm/token')).toBe('of another config');
    expectUnseen(terminal);
  });

  describe('in plain mode', () => {
    const plain = { CLAUDE_AX_SCREEN_READER: '1' };

    /** From the opening to the question for the credential. */
    async function untilCredential(): Promise<Terminal> {
      const terminal = Terminal.cgw(['add', 'litellm'], { home, env: env(plain), columns: 120 });
      await terminal.waitFor('baseUrl, empty to come back to it:');
      await terminal.type('https://llm.corp:4000\r');
      await terminal.waitFor('token, a number, empty to come back to it:');
      await terminal.type('keychain\r');
      await terminal.waitFor('Credential, empty to go back:');
      return terminal;
    }

    test('the key is read without echo, stored, and reaches the launched program', async () => {
      await using terminal = await untilCredential();
      await terminal.type(`${canary}x`);
      await terminal.press('backspace');
      expect(terminal.text()).toEndWith('Credential, empty to go back:');
      await terminal.press('enter');
      await terminal.waitFor('token: keychain:litellm/token');
      await terminal.waitFor('empty to review:');
      await terminal.type('\r');
      await terminal.waitFor('or no:');
      expectUnseen(terminal);
      await terminal.type('launch\r');
      await terminal.waitFor(`token ${canary}`);
      const [before = ''] = terminal.output().split('claude: profile');
      expect(before).not.toContain(canary.slice(0, 12));
      expect(before).not.toContain('\u001b');
      expect(service.value('litellm/token')).toBe(canary);
      expect(filesIn(home.path)).not.toContain(canary);
    });

    test('Ctrl-C while it is typed leaves nothing', async () => {
      await using terminal = await untilCredential();
      await terminal.type(canary);
      await terminal.press('ctrl+c');
      expect((await terminal.exit).code).toBe(130);
      await expectSaneTerminal(terminal, { shows: /nothing was changed$/ });
      expectUnseen(terminal);
      expect(service.accounts()).toEqual([]);
    });

    test.each(['SIGTERM', 'SIGHUP'] as const)('%s while it is typed leaves a sane terminal', async signal => {
      await using terminal = await untilCredential();
      await terminal.type(canary);
      terminal.signal(signal);
      expect((await terminal.exit).code).toBe(signal === 'SIGTERM' ? 143 : 129);
      await expectSaneTerminal(terminal, { shows: /nothing was changed$/ });
      expectUnseen(terminal);
    });

    test('several lines are refused, and asked again', async () => {
      await using terminal = await untilCredential();
      await terminal.type('first\rsecond\r');
      await terminal.waitFor('Those were several lines');
      await terminal.type(`${canary}\r`);
      await terminal.waitFor('token: keychain:litellm/token');
      expectUnseen(terminal);
      expect(terminal.output()).not.toContain('second');
    });

    test('lines that come at once are answers one after the other', async () => {
      await using terminal = Terminal.cgw(['add', 'litellm'], { home, env: env(plain), columns: 120 });
      await terminal.waitFor('baseUrl, empty to come back to it:');
      await terminal.type('https://llm.corp:4000\rkeychain\rearly\r');
      await terminal.waitFor('empty to review:');
      await terminal.type('\r');
      await terminal.waitFor('or no:');
      await terminal.type('yes\r');
      expect((await terminal.exit).code).toBe(0);
      expect(service.value('litellm/token')).toBe('early');
    });

    test('delete says what goes along', async () => {
      await held();
      await using terminal = Terminal.cgw([], { home, env: env(plain), columns: 120 });
      await terminal.waitFor('help says which:');
      await terminal.type('delete work\r');
      await terminal.waitFor('The keychain entry work/token would go along.');
      await terminal.type('yes\r');
      await terminal.waitFor('the keychain entry work/token is deleted');
      expect(service.accounts()).toEqual([]);
    });
  });
});
