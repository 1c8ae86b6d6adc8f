import { describe, expect, test } from 'bun:test';
import { configured } from '../support/configured.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { putClaude } from './support/picker.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Shell, type ShellName, shellNames } from './support/shell.ts';

setUpTerminals();

const env = { LITELLM_KEY: 'sk-planted-canary' };

/** How each of them takes the environment that is printed. */
const evals: { readonly [Name in ShellName]: string } = {
  bash: 'eval "$(cgw pick --env)"',
  zsh: 'eval "$(cgw pick --env)"',
  fish: 'cgw pick --env | source',
  sh: 'eval "$(cgw pick --env)"',
};

describe.each(shellNames)('in %s', name => {
  test('nothing chosen leaves the shell as it was; what is picked is evaluated, with the screen visible', async () => {
    await using shell = await Shell.open(name, { home: configured(), env });
    const before = shell.modes();
    await shell.enter('cgw pick');
    await shell.waitFor('❯ work');
    await shell.press('q');
    expect(await shell.prompted()).toBe('');
    expect(await shell.run(name === 'fish' ? 'echo $status' : 'echo $?')).toBe('130');

    await shell.enter(evals[name]);
    await shell.waitFor('❯ work');
    expect(shell.isAlternate()).toBe(true);
    await shell.press('j', 'enter');
    expect(await shell.prompted()).toBe('');
    expect(await shell.run('echo $CGW_PROFILE $AWS_REGION $CLAUDE_CODE_USE_BEDROCK')).toBe(
      'cloud eu-west-1 1',
    );
    expect(shell.output()).not.toContain('sk-planted-canary');
    await expectSaneTerminal(shell, { before, shows: /ready>$/ });
  });

  if (!isDeep && name !== 'zsh') return;

  test('is suspended and comes back as it was', async () => {
    const home = configured();
    await using shell = await Shell.open(name, { home, env: { ...env, ...putClaude(home) } });
    const before = shell.modes();
    await shell.enter('cgw');
    await shell.waitFor('❯ work');
    await shell.press('j', '/', 'c', 'l', 'ctrl+z');
    await shell.prompted();
    expect(shell.text()).toMatch(/stopped|suspended/i);
    expect(shell.modes()).toEqual(before);
    await shell.run('echo between');
    await shell.resize(60, 20);
    await shell.enter('fg');
    await shell.waitFor(text => text.includes('/cl') && text.includes('❯ cloud'));
    await shell.waitFor(() => shell.screen()[1]?.endsWith('╮') === true);
    await shell.resize(80, 24);
    await shell.waitFor('[Features]');
    await shell.press('enter', 'enter');
    await shell.waitFor('claude: profile cloud');
    await shell.waitFor('echo icanon isig');
    await shell.type('end\r');
    await shell.prompted();
    await expectSaneTerminal(shell, { before, shows: /ready>$/ });
  });
});

describe('where the streams of pick go', () => {
  test.each(
    sampleOf(
      [
        ['stderr is thrown away', 'cgw pick 2> /dev/null'],
        ['stdin is a pipe', 'echo j | cgw pick'],
        ['stdout is a file', 'cgw pick > picked; cat picked'],
      ],
      1,
    ),
  )('%s: it draws on the terminal all the same', async (_, line) => {
    await using shell = await Shell.open('bash', { home: configured(), env });
    await shell.enter(line);
    await shell.waitFor('❯ work');
    await shell.press('j', 'enter');
    expect(await shell.prompted()).toBe('cloud');
  });
});
