import { describe, expect, test } from 'bun:test';
import type { CommandName as CgwCommand } from '../../src/commands/table.ts';
import { type CommandName, commandNames } from '../../src/ui/plain/picker.ts';
import { pickerBindings } from '../../src/ui/screens/picker/keys.ts';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { opened } from '../support/screens.ts';
import { hasKeyring } from '../support/secret-service.ts';
import { sampleOf } from '../support/tier.ts';
import { canariesIn, canary } from './canaries.ts';
import { CanaryWorld } from './world.ts';

/* Every screen, and the commands on a terminal, where they say other things than into a pipe. */

setUpTerminals();

/** Every byte that ever came, what is drawn, and what was put into the clipboard. */
function told(terminal: Terminal): string[] {
  const texts = [terminal.output(), terminal.text(), terminal.mainText(), ...terminal.clipboard];
  return texts.flatMap(canariesIn);
}

function open(world: CanaryWorld, args: readonly string[], more = {}): Terminal {
  return Terminal.cgw(args, { home: world.home, env: { ...world.env, ...more }, columns: 120, rows: 40 });
}

/** Through whatever a key has opened: into fields, tabs and questions, and out again. */
const inside = ['down', 'enter', 'down', 'tab', 'right', 'down', 'ctrl+s', 'escape', 'escape', 'escape'];

describe.skipIf(!hasKeyring)('the picker', () => {
  const keys = pickerBindings(opened()).map(({ keys: [key] }) => (key === ' ' ? 'space' : key));
  for (const key of sampleOf(keys, 1))
    test(`and what ${key} opens`, async () => {
      await using world = await CanaryWorld.start();
      await using terminal = open(world, []);
      await terminal.waitFor('❯ all');
      await terminal.press(key, ...inside, 'ctrl+c');
      expect(await terminal.exit).toBeDefined();
      expect(told(terminal)).toEqual([]);
      expect(world.files()).toEqual({});
    });
});

describe.skipIf(!hasKeyring)('in plain prompts', () => {
  const prompt = 'Number, name or command; help says which:';
  const misunderstood = 'Type the number or the name of a profile';
  /** The profile with every kind of secret stands first. */
  const words: { readonly [Name in CommandName]?: string } = {
    add: 'add litellm',
    compare: 'compare 1 2',
    copy: 'copy 1 another',
    rename: 'rename 1 another',
    role: 'role night 1',
    write: 'write 1 --to user --dry-run',
    find: 'find all',
  };

  for (const name of sampleOf(
    commandNames.filter(each => each !== 'quit'),
    1,
  ))
    test(`${name}, and what it asks`, async () => {
      await using world = await CanaryWorld.start();
      await using terminal = open(world, [], { CLAUDE_AX_SCREEN_READER: '1' });
      await terminal.waitFor(prompt);
      const line = words[name] ?? `${name} 1`;
      await terminal.type(`${line}\r`);
      // Its answer, or its first question, stands below what was typed.
      const answered = new RegExp(`which: ${line}\\s+\\S`);
      await terminal.waitFor(() => answered.test(terminal.output()));
      await terminal.settled();
      expect(terminal.output()).not.toContain(misunderstood);
      for (const answer of ['token', '']) {
        await terminal.type(`${answer}\r`);
        await terminal.settled();
      }
      await terminal.press('ctrl+c');
      expect((await terminal.exit).code).toBe(130);
      expect(told(terminal)).toEqual([]);
      expect(world.files()).toEqual({});
    });

  test('a number alone starts Claude Code', async () => {
    await using world = await CanaryWorld.start();
    await using terminal = open(world, [], { CLAUDE_AX_SCREEN_READER: '1' });
    await terminal.waitFor(prompt);
    await terminal.type('1\r');
    expect((await terminal.exit).code).toBe(0);
    expect(told(terminal)).toEqual([]);
    expect(world.files()).toEqual({});
  });
});

describe.skipIf(!hasKeyring)('on a terminal', () => {
  /** A new command says here what it is tried with; what asks, or tells a secret on purpose, has tests of its own. */
  const commands = {
    pick: [],
    run: [['all'], ['broken'], ['--no-env-secret', 'kc']],
    exec: [
      ['all', '--', 'echo', 'done'],
      ['broken', '--', 'true'],
    ],
    env: [['all'], ['all', '--dotenv'], ['all', '--json'], ['broken']],
    write: [
      ['kc', '--to', 'user', '--dry-run'],
      ['all', '--to', 'dotenv', '--dry-run'],
    ],
    token: [['gone']],
    secret: [['check', 'all', 'token']],
    catalog: [['list'], ['update', 'none']],
    'bug-report': [[]],
    export: [[], ['all']],
    import: [],
    list: [[]],
    show: [['all'], ['broken']],
    presets: [['litellm']],
    add: [],
    edit: [['all', '--set', 'note=hello']],
    copy: [['all', 'other']],
    rename: [['kc', 'other']],
    remove: [['cmd']],
    features: [['all']],
    diff: [['all', 'direct']],
    issues: [['all']],
    advise: [['--need', 'cost-tracking']],
    status: [[], ['all']],
    explain: [[], ['ANTHROPIC_AUTH_TOKEN']],
    doctor: [[], ['all']],
    check: [['all'], ['all', '--curl'], ['broken']],
    default: [['all']],
    role: [['batch', 'all']],
    pin: [['all']],
    use: [['all']],
    hook: [['bash']],
    config: [['path']],
    statusline: [[]],
    init: [['bash', '--dry-run']],
    completion: [['bash']],
  } as const satisfies { readonly [Name in CgwCommand]: readonly (readonly string[])[] };
  const lines = Object.entries(commands).flatMap(([name, all]) => all.map(args => [name, ...args]));
  for (const args of sampleOf(lines, 2))
    test(`cgw ${args.join(' ')}`, async () => {
      await using world = await CanaryWorld.start();
      await using terminal = open(world, args);
      // It asks before it spends.
      if (args[0] === 'check' && !args.includes('--curl')) {
        await terminal.waitFor('Go on?');
        await terminal.press('enter');
      }
      await terminal.exit;
      expect(terminal.output()).not.toBe('');
      expect(told(terminal)).toEqual([]);
    });

  test('what is told there only when it is asked for', async () => {
    await using world = await CanaryWorld.start();
    await using terminal = open(world, ['env', 'all', '--reveal']);
    await terminal.exit;
    expect([...new Set(told(terminal))].sort()).toEqual(['cmd', 'env', 'file', 'keychain']);
  });

  const asking = [
    ['secret', 'set', 'all', 'token'],
    ['add', 'new', '--from', 'litellm', '--set', 'baseUrl=http://h', '--secret', 'token=keychain'],
  ];
  const ended = asking.flatMap(args => ['enter', 'ctrl+c'].map(last => ({ args, last })));
  for (const { args, last } of sampleOf(ended, 2))
    test(`cgw ${args.slice(0, 2).join(' ')} asks unseen, ended by ${last}`, async () => {
      await using world = await CanaryWorld.start();
      await using terminal = open(world, args);
      await terminal.waitFor(/[:?]$/m);
      await terminal.type(canary('typed'));
      await terminal.press('backspace');
      await terminal.type('6');
      await terminal.press(last);
      expect((await terminal.exit).code).toBe(last === 'enter' ? 0 : 130);
      expect(told(terminal)).toEqual([]);
      expect(world.files()).toEqual({});
      const stored = world.service.value(args[0] === 'add' ? 'new/token' : 'all/token');
      expect(stored === canary('typed')).toBe(last === 'enter');
    });
});
