import { delimiter, dirname, join } from 'node:path';
import { hookLanguages } from '../../src/hook/languages.ts';
import { program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import type { Contender } from './outside.ts';
import { profilesOf } from './programs.ts';

/** How a shell is started that reads one start-up file and runs one line, as on a terminal. */
const shells = {
  bash: { file: '.bashrc', words: (file: string) => ['--noprofile', '--rcfile', file, '-i', '-c'] },
  zsh: { file: '.zshrc', words: () => ['-d', '-i', '-c'] },
  fish: { file: '.config/fish/config.fish', words: () => ['-i', '-c'] },
} as const;

type Name = keyof typeof shells;

/** A new shell with a default profile: bare, with the hook that starts cgw, and with the cached one. */
type Starts = Readonly<Record<'bare' | 'hook' | 'cached', Contender>>;

/** The default needs no secret: with one, every shell has to ask for it. */
const cloud = { backend: 'bedrock', region: 'eu-west-1' };
const config = { version: 1, default: 'cloud', profiles: { ...profilesOf(9), cloud } };

/** For each shell of this machine; the names of the others. */
export function shellStarts(): { readonly found: readonly Starts[]; readonly missing: readonly string[] } {
  const found: Starts[] = [];
  const missing: string[] = [];
  for (const name of Object.keys(shells) as Name[]) {
    const path = Bun.which(name);
    if (path === null) missing.push(name);
    else found.push(startsOf(name, path));
  }
  return { found, missing };
}

function startsOf(name: Name, path: string): Starts {
  const { line, cachedLine } = hookLanguages[name].rc;
  const start = (how: string, rc: string, shows: string): Contender => {
    const home = new Home();
    home.writeConfig(config);
    // The first fish of a user spends a minute on reading all manual pages.
    home.makeFolder('.local/share/fish/generated_completions');
    const file = home.write(shells[name].file, `${rc}\n`);
    return {
      name: `new ${name}, ${how}`,
      command: [path, ...shells[name].words(file), 'echo "in $CGW_PROFILE"'],
      home,
      env: { PATH: [dirname(program), process.env.PATH].join(delimiter) },
      shows,
    };
  };
  const cache = join('~/.local/state/cgw', `hook.${name}`);
  return {
    bare: start('bare', '', 'in'),
    hook: start('the hook starts cgw', line, 'in cloud'),
    cached: start('cached hook', cachedLine?.(cache) ?? line, 'in cloud'),
  };
}
