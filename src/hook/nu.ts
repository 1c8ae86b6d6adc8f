import { quote } from '../env/shells/nu.ts';
import type { HookLanguage } from './language.ts';
import own from './nu.nu' with { type: 'text' };

/** Nushell evaluates no code that is made at run time: its hook is a file, and an update is data. */
export const nu: HookLanguage = {
  hook: program =>
    `def --wrapped __cgw_run [...words: string] { ^${program.map(quote).join(' ')} ...$words }\n${own}`,
  // What was there before Nushell knows best: its values need not be text.
  update: ({ changes, follow = false }) =>
    JSON.stringify({
      follow,
      set: Object.fromEntries(
        changes.flatMap(change => (change.action === 'set' ? [[change.name, change.value]] : [])),
      ),
      unset: changes.flatMap(({ name, action }) => (action === 'unset' ? [name] : [])),
    }),
  rc: {
    once: 'cgw hook nu | save -f ($nu.default-config-dir | path join cgw.nu)',
    file: 'config.nu',
    line: 'source cgw.nu',
  },
};
