import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { sampleOf } from '../support/tier.ts';
import { dialects, eachHookShell, openShell } from './hook/interactive.ts';
import { exported, HookWorld } from './hook/world.ts';

setUpTerminals();

/*
 * Others that watch the prompt of bash, by what they do with PROMPT_COMMAND and the DEBUG trap: each notes the commands
 * of the user and their statuses, and a prompt that is made from the environment.
 */

const prompt =
  'prompt() { local status=$?; echo "prompt [$CGW_PROFILE] $status" >> ~/marks; return "$status"; }\n';

/** VS Code: it takes the first text of PROMPT_COMMAND for all of it, and runs that from its own. */
const vscode = `
theirs=\${PROMPT_COMMAND:-} running=1
started() { if [ "$running" = 0 ]; then running=1; echo "run $BASH_COMMAND" >> ~/marks; fi; }
trap started DEBUG
ready() { local status=$?; (exit "$status"); eval "$theirs"; echo "done $status" >> ~/marks; running=0; }
PROMPT_COMMAND=ready
`;

/** bash-preexec before 0.5, as in iTerm2: functions before each prompt, then the PROMPT_COMMAND of before, as a text. */
const preexec = `
__bp_imported=defined interactive=
precmd_functions+=(prompt)
invoked() { local status=$? each; for each in "\${precmd_functions[@]}"; do (exit "$status"); "$each"; done; }
waiting() { interactive=on; }
started() { if [[ -n $interactive ]]; then interactive=; echo "run $BASH_COMMAND" >> ~/marks; fi; }
theirs=\${PROMPT_COMMAND:-}
PROMPT_COMMAND=$'invoked\\n'"\${theirs:+$theirs$'\\n'}waiting"
trap started DEBUG
`;

/** kitty before 0.32.2, and the habit of many: a text that goes on behind a semicolon. */
const appended = `PROMPT_COMMAND="\${PROMPT_COMMAND:+$PROMPT_COMMAND; }prompt"`;

const { rc } = dialects.bash;
const noHook = 'cgw() { :; }';

const set = { text: 'PROMPT_COMMAND=prompt', list: 'PROMPT_COMMAND=(prompt)', none: '' };

const integrations = {
  'VS Code, beside no PROMPT_COMMAND': (hook: string) => [set.none, hook, vscode],
  'VS Code, beside a text': (hook: string) => [set.text, hook, vscode],
  'VS Code, beside a list': (hook: string) => [set.list, hook, vscode],
  'bash-preexec before the hook': (hook: string) => [preexec, hook],
  'bash-preexec behind the hook': (hook: string) => [hook, preexec],
  'bash-preexec behind the hook and a text': (hook: string) => ['PROMPT_COMMAND=true', hook, preexec],
  'a text that goes on': (hook: string) => [hook, appended],
};

eachHookShell(
  shell => {
    test.each(sampleOf(Object.entries(integrations), 4))(
      '%s: marks, statuses and pins are as they should be',
      async (_, rcOf) => {
        const marks = async (hook: string) => {
          const world = new HookWorld({ quiet: true });
          world.folder('project', 'cloud');
          await using hooked = await openShell(shell, world, {
            env: exported,
            rc: [prompt, ...rcOf(hook), ': > ~/marks'].join('\n'),
          });
          const shown = [];
          for (const line of [
            'cd project',
            'false',
            'true | sh -c "exit 3"',
            'echo "[$CGW_PROFILE]"',
            'cd ~',
          ])
            shown.push(await hooked.run(line));
          return { shown, marks: readFileSync(join(world.home.path, 'marks'), 'utf8').split('\n') };
        };
        const [without, hooked] = await Promise.all([marks(noHook), marks(rc)]);
        expect(hooked.shown).toEqual(['', '', '', '[cloud]', '']);
        const unnamed = (lines: string[]) => lines.map(line => line.replace('[cloud]', '[]'));
        expect(unnamed(hooked.marks)).toEqual(without.marks);
        // The prompt after `cd project` shows its profile, and that of the home folder none.
        const prompts = hooked.marks.filter(line => line.startsWith('prompt'));
        if (prompts.length > 0)
          expect(prompts.map(line => line.split(' ')[1]).slice(-6)).toEqual([
            '[]',
            '[cloud]',
            '[cloud]',
            '[cloud]',
            '[cloud]',
            '[]',
          ]);
      },
    );

    test('a PROMPT_COMMAND that nobody may change is left alone, and pins are followed', async () => {
      const world = new HookWorld({ quiet: true });
      world.folder('project', 'cloud');
      await using hooked = await openShell(shell, world, {
        env: exported,
        rc: `PROMPT_COMMAND=:; readonly PROMPT_COMMAND\n${rc}`,
      });
      expect(hooked.mainText()).toBe('ready>');
      expect(await hooked.run('cd project; echo "[$CGW_PROFILE]"')).toBe('[cloud]');
      expect(await hooked.run('cd /proc/none 2> /dev/null; echo $?')).toBe('1');
      expect(await hooked.run('cd ~; echo "[$CGW_PROFILE]"')).toBe('[]');
    });
  },
  ['bash'],
);

eachHookShell(
  shell => {
    test(`${shell.name}: without its inner functions, as in the tools of Claude Code, cgw is the program`, async () => {
      await using hooked = await openShell(shell, new HookWorld(), { env: exported });
      const copied = { bash: 'declare -f cgw', zsh: 'functions cgw' }[shell.name];
      expect(await hooked.run(`${shell.name} -c "$(${copied}); cgw --version"`)).toMatch(
        /^(cgw )?\d+\.\d+\.\d+$/,
      );
    });
  },
  ['bash', 'zsh'],
);
