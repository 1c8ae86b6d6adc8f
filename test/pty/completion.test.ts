import { describe, expect, test } from 'bun:test';
import { symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { config } from '../completion/support.ts';
import { program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Shell } from './support/shell.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const env = { LITELLM_KEY: 'sk-planted-canary' };

/** Two programs with a completion of their own, `deploy` and `claude`, and then cgw. */
const completing = {
  bash: [
    '_deploy() { COMPREPLY=($(compgen -W \'production staging\' -- "$2")); }; complete -F _deploy deploy',
    '_claude() { COMPREPLY=($(compgen -W \'--model --print\' -- "$2")); }; complete -F _claude claude',
    'eval "$(cgw completion bash)"',
  ],
  zsh: [
    'autoload -Uz compinit; compinit -u',
    '_deploy() { compadd production staging }; compdef _deploy deploy',
    '_claude() { compadd -- --model --print }; compdef _claude claude',
    'eval "$(cgw completion zsh)"',
  ],
  fish: [
    "complete -c deploy -f -a 'production staging'",
    'complete -c claude -l model; complete -c claude -l print',
    'cgw completion fish | source',
  ],
} as const;

type Name = keyof typeof completing;

const names = (Object.keys(completing) as Name[]).filter(name =>
  required('shells', Bun.which(name) !== null),
);

function homeWith(content: string | object = config): Home {
  const home = new Home();
  home.writeConfig(content);
  home.write('keyfile', '');
  home.write('some folder/inner', '');
  home.write('.local/bin/deploy', '#!/bin/sh\n', 0o755);
  return home;
}

async function open(name: Name, home = homeWith(), rc = completing[name].join('\n')): Promise<Shell> {
  return Shell.open(name, { home, rc, env, columns: 120, rows: 40 });
}

const lastLine = (screen: string) => screen.trimEnd().split('\n').at(-1) ?? '';

/** Types a line and Tab; a letter behind it shows whether a blank was put there. Then the line is cleared. */
async function expectCompleted(shell: Shell, typed: string, completed: string): Promise<void> {
  shell.write(typed);
  await shell.waitFor(screen => lastLine(screen) === `ready> ${typed}`.trimEnd());
  shell.write('\t');
  await shell.waitFor(screen => lastLine(screen) === `ready> ${completed}`.trimEnd());
  shell.write('x');
  await shell.waitFor(screen => lastLine(screen) === `ready> ${completed}x`);
  shell.write('\u0015');
  await shell.waitFor(screen => lastLine(screen) === 'ready>');
}

/** The same in every shell. */
const lines: readonly (readonly [string, string])[] = [
  ['cgw ru', 'cgw run '],
  ['cgw --v', 'cgw --version '],
  ['cgw run wo', 'cgw run work '],
  ['cgw run @ba', 'cgw run @batch '],
  ['cgw run --str', 'cgw run --strict '],
  ['cgw show ра', 'cgw show работа '],
  ['cgw role bü', 'cgw role büro '],
  ['cgw add x --from litellm-b', 'cgw add x --from litellm-bedrock '],
  ['cgw edit work --set base', 'cgw edit work --set baseUrl='],
  ['cgw edit work --set cacheTtl=1', 'cgw edit work --set cacheTtl=1h '],
  ['cgw edit work --set=cacheTtl=1', 'cgw edit work --set=cacheTtl=1h '],
  ['cgw edit work --set models.wo', 'cgw edit work --set models.workflow='],
  [
    'cgw edit работа --set note=a --set regions.claude-3-5-h',
    'cgw edit работа --set note=a --set regions.claude-3-5-haiku=',
  ],
  ['cgw edit work --secret tok', 'cgw edit work --secret token='],
  ['cgw edit work --secret token=e', 'cgw edit work --secret token=env:'],
  ['cgw edit work --secret token=env:LITELLM_K', 'cgw edit work --secret token=env:LITELLM_KEY '],
  ['cgw edit work --secret token=file:~/keyf', 'cgw edit work --secret token=file:~/keyfile '],
  ['cgw edit work --secret token=file:~/som', 'cgw edit work --secret token=file:~/some\\ folder/'],
  ['cgw edit work --unset headers.x', 'cgw edit work --unset headers.x\\$y '],
  ['cgw edit "work" --unset no', 'cgw edit "work" --unset note '],
  ['echo; cgw ru', 'echo; cgw run '],
  ['cgw exec work -- depl', 'cgw exec work -- deploy '],
  ['cgw exec @batch -- deploy pro', 'cgw exec @batch -- deploy production '],
  ['cgw exec work deploy pro', 'cgw exec work deploy production '],
  ['cgw run work --mod', 'cgw run work --model '],
  ['cgw run --quiet работа -- --mod', 'cgw run --quiet работа -- --model '],
  ['cgw -- --mod', 'cgw -- --model '],
];

describe.each(names)('in %s', name => {
  test('Tab completes', async () => {
    await using shell = await open(name);
    for (const [typed, completed] of sampleOf(lines, 4)) await expectCompleted(shell, typed, completed);
    expect(shell.output()).not.toContain('sk-planted');
  }, 600_000);

  if (!isDeep && name !== 'fish') return;

  test('Tab inside an open quote; lists what there is, with descriptions where the shell shows them', async () => {
    const home = homeWith();
    await using shell = await open(name, home);
    for (const quote of ['"', "'"]) {
      shell.write(`cgw show ${quote}wo`);
      await shell.waitFor(`cgw show ${quote}wo`);
      shell.write('\t');
      await shell.waitFor(screen => lastLine(screen).startsWith(`ready> cgw show ${quote}work${quote}`));
      shell.write('\u0015');
    }

    // What is quoted arrives.
    shell.write('cgw edit work --unset headers.x\t');
    await shell.waitFor('headers.x\\$y');
    shell.write('\r');
    await shell.waitFor('changed work');
    expect(home.readConfig()).toMatchObject({
      profiles: { work: { headers: { 'cf-key': expect.anything() } } },
    });
    expect(JSON.stringify(home.readConfig())).not.toContain('x$y');

    await shell.waitFor(screen => lastLine(screen) === 'ready>');
    shell.write('cgw run ');
    await shell.waitFor('cgw run');
    shell.write('\t');
    if (name === 'bash') shell.write('\t');
    const screen = await shell.waitFor(text =>
      ['work', 'cloud', 'работа', 'bedrock', '@batch', '@büro'].every(each => text.includes(each)),
    );
    if (name !== 'bash')
      for (const help of ['Gateway, Anthropic format', 'preset: Amazon Bedrock', 'role: cloud'])
        expect(screen).toContain(help);
  });

  test('Tab with a damaged config is silent', async () => {
    await using shell = await open(name, homeWith('{'));
    shell.write('cgw run ');
    await shell.waitFor('cgw run');
    shell.write('\t\t');
    await shell.settled(400);
    shell.write('|');
    await shell.waitFor(screen => lastLine(screen) === 'ready> cgw run |');
    expect(shell.text()).toBe('ready> cgw run |');
  });
});

describe.if(names.includes('bash'))('bash', () => {
  // npm’s completion takes `=` and `@` out, for one.
  test.each(sampleOf(['=:', '=', ':', '@'], 1))(
    'without %s among the breaks of words, as other programs leave it',
    async removed => {
      const rc = [`COMP_WORDBREAKS=\${COMP_WORDBREAKS//[${removed}]}`, ...completing.bash].join('\n');
      await using shell = await open('bash', homeWith(), rc);
      for (const [typed, completed] of sampleOf(
        lines.filter(([typed]) => /[=:@]/.test(typed)),
        3,
      ))
        await expectCompleted(shell, typed, completed);
    },
    600_000,
  );

  test('the names of files in an open quote, and behind it nothing of the word is lost', async () => {
    await using shell = await open('bash');
    await expectCompleted(
      shell,
      'cgw edit work --secret "token=file:~/som',
      'cgw edit work --secret "token=file:~/some folder/"',
    );
  });
});

describe.if(names.includes('zsh'))('zsh', () => {
  if (!isDeep) return;
  test('compinit may come later', async () => {
    const rc = 'eval "$(cgw completion zsh)"; autoload -Uz compinit; compinit -u';
    await using shell = await open('zsh', homeWith(), rc);
    await expectCompleted(shell, 'cgw ru', 'cgw run ');
    expect(await shell.run('echo $precmd_functions; whence _cgw_late')).toBe('');
  });

  test('without compinit nothing is said, and nothing is left', async () => {
    await using shell = await open('zsh', homeWith(), 'eval "$(cgw completion zsh)"');
    expect(shell.text()).toBe('ready>');
    expect(await shell.run('echo $precmd_functions; whence _cgw_late')).toBe('');
  });

  test('as a file of $fpath', async () => {
    const rc = [
      'mkdir ~/functions; cgw completion zsh > ~/functions/_cgw; fpath=(~/functions $fpath)',
      'autoload -Uz compinit; compinit -u',
    ].join('\n');
    await using shell = await open('zsh', homeWith(), rc);
    await expectCompleted(shell, 'cgw ru', 'cgw run ');
    await expectCompleted(shell, 'cgw run @ba', 'cgw run @batch ');
  });
});

describe.if(required('shells', Bun.which('elvish') !== null))('in elvish', () => {
  test('Tab completes, and quotes itself', async () => {
    const home = homeWith();
    const bin = home.makeFolder('.local/bin');
    symlinkSync(program, join(bin, 'cgw'));
    const rc = home.write(
      'rc.elv',
      "set edit:prompt = { put 'ready> ' }\nset edit:rprompt = { put '' }\neval (cgw completion elvish | slurp)\n",
    );
    await using shell = new Terminal(['elvish', '-rc', rc], {
      home,
      env: { ...env, PATH: [bin, process.env.PATH].join(delimiter) },
      columns: 120,
    });
    await shell.waitFor('ready>');
    const completions = [
      ['cgw ru', 'cgw run'],
      ['cgw show ра', 'cgw show работа'],
      ['cgw run @ba', 'cgw run @batch'],
      ['cgw edit work --set base', "cgw edit work --set 'baseUrl='"],
      ['cgw edit work --unset headers.x', "cgw edit work --unset 'headers.x$y'"],
      ['cgw edit work --secret token=file:~/keyf', "cgw edit work --secret 'token=file:~/keyfile'"],
      ['cgw exec work -- cat keyf', 'cgw exec work -- cat keyfile'],
    ] as const;
    for (const [typed, completed] of sampleOf(completions, 4)) {
      shell.write(typed);
      await shell.waitFor(typed);
      shell.write('\t');
      await shell.waitFor(screen => screen.split('\n')[0] === `ready> ${completed}`);
      shell.write('\u001b');
      await shell.settled();
      shell.write('\u0015');
      await shell.waitFor(screen => screen === 'ready>');
    }
    shell.write('cgw run ');
    await shell.waitFor('cgw run');
    shell.write('\t');
    await shell.waitFor(screen => screen.includes('@batch  (role: cloud)') && screen.includes('работа'));
  });
});
