import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { until } from '../support/until.ts';
import { habits } from './hook/habits.ts';
import { dialects, eachHookShell, type HookShell, openShell } from './hook/interactive.ts';
import { canary, exported, HookWorld } from './hook/world.ts';

setUpTerminals();

/** All that the hook does, with nothing said but what is meant to be. */
async function walk(shell: HookShell, rc: string): Promise<void> {
  const world = new HookWorld({ default: 'gate' });
  const project = world.folder('project', 'cloud');
  await using hooked = await openShell(shell, world, { env: exported, rc });
  expect(hooked.mainText()).toBe('ready>');
  const step = async (line: string) => [await hooked.run(line), (await hooked.environment()).CGW_PROFILE];
  const before = await hooked.environment();
  expect(before.CGW_PROFILE).toBe('gate');
  expect(await step(`cd ${project}`)).toEqual(['cgw: cloud, which ~/project/.cgw asks for', 'cloud']);
  expect(await step(`cd ${world.home.path}`)).toEqual(['cgw: gate, the default', 'gate']);
  expect(await hooked.environment()).toEqual(before);
  expect(await step('cgw use vert')).toEqual(['', 'vert']);
  expect(await step('cgw use cloud')).toEqual(['', 'cloud']);
  expect(JSON.stringify(await hooked.environment())).not.toContain(canary);
  expect(await step('cgw use -')).toEqual(['', 'vert']);
  expect(await step('cgw use --off')).toEqual(['', undefined]);
  expect(await hooked.environment()).toMatchObject(exported);
}

/** The cached hook, made and sourced. */
const cached = {
  bash: 'cgw hook bash --cache | cat > /dev/null; . ~/.local/state/cgw/hook.bash; [[ $? == 3 ]] || echo stale',
  zsh: 'cgw hook zsh --cache | cat > /dev/null; . ~/.local/state/cgw/hook.zsh; [[ $? == 3 ]] || echo stale',
  fish: 'cgw hook fish --cache | cat > /dev/null; source ~/.local/state/cgw/hook.fish; test $status -eq 3; or echo stale',
} as const;

eachHookShell(
  shell => {
    if (!isDeep && shell.name === 'zsh') return;
    describe(`the hook in a ${shell.name} with`, () => {
      for (const habit of sampleOf(habits[shell.name], 1)) {
        test.concurrent(`${habit}; then the hook`, () => walk(shell, `${habit}\n${dialects[shell.name].rc}`));
        // What takes the place of PROMPT_COMMAND takes the hook away, as it does with that of every tool.
        if (habit.startsWith('PROMPT_COMMAND=')) continue;
        test.concurrent(`the cached hook; then ${habit}`, () =>
          walk(shell, `${cached[shell.name]}\n${habit}`));
        if (!isDeep) continue;
        test.concurrent(`the hook; then ${habit}`, () => walk(shell, `${dialects[shell.name].rc}\n${habit}`));
      }
    });
  },
  ['bash', 'zsh', 'fish'],
);

/** How a user’s prompt takes notice of the status of a command and of each part of a pipeline. */
const watching: { readonly [Name in 'bash' | 'zsh' | 'fish']: { readonly [how: string]: string } } = {
  bash: {
    'PROMPT_COMMAND, a text': `PROMPT_COMMAND='echo "$? \${PIPESTATUS[*]}" >> ~/seen'`,
    'PROMPT_COMMAND, a list': `w() { echo "$? \${PIPESTATUS[*]}" >> ~/seen; }; PROMPT_COMMAND=(w 'w; false' w)`,
    PS1: `PS1='$(echo "$? \${PIPESTATUS[*]}" >> ~/seen)ready> '`,
  },
  zsh: {
    precmd_functions: 'w() { echo "$? $pipestatus" >> ~/seen }; precmd_functions+=(w)',
    precmd: 'precmd() { echo "$? $pipestatus" >> ~/seen }',
    PS1: `setopt prompt_subst; PS1='$(echo "$? $pipestatus" >> ~/seen)ready> '`,
  },
  fish: {
    fish_prompt: `function fish_prompt; echo "$status $pipestatus" >> ~/seen; printf 'ready> '; end`,
    'an event': 'function w --on-event fish_prompt; echo "$status $pipestatus" >> ~/seen; end',
  },
};

/** Without the hook this stands for it: the statuses of `cgw use`. */
const standIns = {
  bash: 'cgw() { [[ $2 == gate ]] || return 3; }',
  zsh: 'cgw() { [[ $2 == gate ]] || return 3 }',
  fish: 'function cgw; test "$argv[2]" = gate; or return 3; end',
} as const;

const exit = (status: number) => `sh -c 'exit ${status}'`;

const statuses = sampleOf(
  [
    'false',
    `true | ${exit(3)} | true`,
    exit(130),
    'cd ~/project',
    'false',
    `cd ~; ${exit(5)}`,
    'cd ~/project; true | false | true',
    'cd ~; true | false',
    'cd /proc/none 2> /dev/null',
    'cgw use nowhere 2> /dev/null',
    'cgw use gate',
    'true',
  ],
  7,
);

eachHookShell(
  shell => {
    if (!isDeep && shell.name !== 'bash') return;
    describe(`the prompt of ${shell.name}`, () => {
      const { rc } = dialects[shell.name];

      async function seen(code: string): Promise<string[]> {
        const world = new HookWorld({ quiet: true });
        world.folder('project', 'cloud');
        await using hooked = await openShell(shell, world, { env: exported, rc: code });
        for (const line of statuses) await hooked.run(line);
        return readFileSync(join(world.home.path, 'seen'), 'utf8').split('\n');
      }

      for (const [how, watch] of sampleOf(Object.entries(watching[shell.name]), 1))
        test(`finds every status as without the hook: ${how}`, async () => {
          const without = await seen(`${watch}\n${standIns[shell.name]}`);
          expect(without.length).toBeGreaterThan(statuses.length);
          expect(await seen(`${watch}\n${rc}`)).toEqual(without);
        });

      if (shell.name === 'bash')
        test('finds every status also in what is put behind the hook', async () => {
          const w = `w() { echo "$? \${PIPESTATUS[*]}" >> ~/seen; }`;
          const without = await seen(`${standIns.bash}\n${w}; PROMPT_COMMAND=w`);
          expect(await seen(`${rc}\n${w}; PROMPT_COMMAND+="; w"`)).toEqual(without);
        });

      test('is made after the hook has looked', async () => {
        const world = new HookWorld({ quiet: true });
        world.folder('project', 'cloud');
        const makers = {
          bash: `PROMPT_COMMAND='echo "[$CGW_PROFILE]" >> ~/seen'`,
          zsh: 'precmd() { echo "[$CGW_PROFILE]" >> ~/seen }',
          fish: 'function w --on-event fish_prompt; echo "[$CGW_PROFILE]" >> ~/seen; end',
        };
        await using hooked = await openShell(shell, world, {
          env: exported,
          rc: `${makers[shell.name]}\n${rc}`,
        });
        for (const line of ['cd project', 'cd ..', 'cgw use vert']) await hooked.run(line);
        expect(readFileSync(join(world.home.path, 'seen'), 'utf8')).toBe('[]\n[cloud]\n[]\n[vert]\n');
      });

      test('has the traps and hooks of others, and every one of them runs', async () => {
        const world = new HookWorld({ quiet: true });
        world.folder('project', 'cloud');
        const others = {
          bash: "trap 'echo interrupted' INT; mine() { echo mine >> ~/mine; }; PROMPT_COMMAND=mine",
          zsh: 'TRAPINT() { echo interrupted; return 130 }; mine() { echo mine >> ~/mine }; chpwd_functions=(mine)',
          fish: 'function interrupted --on-signal INT; end; function mine --on-variable PWD; echo mine >> ~/mine; end',
        };
        const trapped = { bash: 'trap -p INT', zsh: 'functions TRAPINT', fish: 'functions interrupted' };
        await using hooked = await openShell(shell, world, {
          env: exported,
          rc: `${others[shell.name]}\n${rc}`,
        });
        await hooked.run('cd project');
        expect((await hooked.environment()).CGW_PROFILE).toBe('cloud');
        expect(readFileSync(join(world.home.path, 'mine'), 'utf8')).toStartWith('mine\n');
        expect(await hooked.run(trapped[shell.name])).toContain('interrupted');
      });

      test('has been there, as it were, for cgw on the line that changes the folder', async () => {
        const world = new HookWorld({ default: 'gate', quiet: true });
        world.folder('project', 'cloud');
        await using hooked = await openShell(shell, world, { env: exported });
        expect(await hooked.run('cd project; cgw show | grep -o ^cloud')).toBe('cloud');
      });
    });
  },
  ['bash', 'zsh', 'fish'],
);

eachHookShell(shell => {
  if (!isDeep && !['zsh', 'nu'].includes(shell.name)) return;
  test(`${shell.name}: Ctrl-C while a secret is fetched leaves all as it was`, async () => {
    const world = new HookWorld();
    await using hooked = await openShell(shell, world, { env: exported });
    await hooked.run('cgw use cloud');
    const before = await hooked.environment();
    await hooked.enter('cgw use slow');
    await until('the secret is being fetched', () => world.isFetching());
    await hooked.press('ctrl+c');
    await hooked.prompted();
    expect(await hooked.environment()).toEqual(before);
    expect(await hooked.run('cgw use vert')).toBe('');
    await hooked.run('cgw use --off');
    expect(await hooked.environment()).toMatchObject(exported);
  });

  test(`${shell.name}: Ctrl-C while a pin is followed leaves no profile, and nobody asks again`, async () => {
    const world = new HookWorld();
    world.folder('project', 'slow');
    await using hooked = await openShell(shell, world, { env: exported });
    world.starts();
    await hooked.enter('cd project');
    await until('the secret is being fetched', () => world.isFetching());
    await hooked.press('ctrl+c');
    await hooked.prompted();
    expect(await hooked.environment()).toMatchObject(exported);
    expect(await hooked.environment()).not.toHaveProperty('CGW_PROFILE');
    world.starts();
    await hooked.run('cd .');
    expect(world.starts()).toEqual([]);
  });
});
