import type { CommandModule, CommandSpec } from '../args/spec.ts';
import { type Answer, behind, type Candidate, nothing, offered } from './answer.ts';
import { candidatesOf, type Known } from './kinds.ts';
import { type Reading, readPlace } from './place.ts';

type Commands = { readonly [name: string]: CommandModule };

/** What `cli.ts` takes beside the commands, and every command beside its flags. */
const help: Candidate = { value: '--help', help: 'show this' };
const version: Candidate = { value: '--version', help: 'show the version' };

/**
 * What can stand in the place of the last word. Pure, and all of it from the declarations that parsing reads.
 * @param words what follows `cgw`; the last one may be empty
 */
export function complete(words: readonly string[], commands: Commands, known: Known): Answer {
  const [name = '', ...args] = words;
  if (args.length === 0) return offered(name.startsWith('-') ? [help, version] : summaries(commands));
  if (name === '--') return { offer: 'command', from: 1, program: 'claude' };
  if (name === 'help') return args.length === 1 ? offered(summaries(commands)) : nothing;
  const spec = Object.hasOwn(commands, name) ? commands[name]?.spec : undefined;
  return spec === undefined ? nothing : completeArguments(spec, readPlace(spec, args), known);
}

function summaries(commands: Commands): Candidate[] {
  return Object.entries(commands).map(([value, { spec }]) => ({ value, help: spec.summary }));
}

function completeArguments(spec: CommandSpec, reading: Reading, known: Known): Answer {
  const { place, word } = reading;
  switch (place.at) {
    case 'flag':
      return offered(flagsOf(spec, reading));
    case 'value': {
      const { kind } = place.flag;
      const value = word.slice(place.before.length);
      return kind === undefined ? nothing : behind(place.before, candidatesOf(kind, value, reading, known));
    }
    case 'argument':
      return completeArgument(spec, reading, known);
    case 'program':
      return completeProgram(spec, place.from, word);
  }
}

/** Where no argument is taken any more, what is left are flags. */
function completeArgument(spec: CommandSpec, reading: Reading, known: Known): Answer {
  const { word, positionals } = reading;
  if (positionals.length >= spec.positionals.most)
    return word === '' ? offered(flagsOf(spec, reading)) : nothing;
  const kind = spec.kinds?.[Math.min(positionals.length, spec.kinds.length - 1)];
  return kind === undefined ? nothing : candidatesOf(kind, word, reading, known);
}

/** The name of the command is one word of the whole line. */
function completeProgram({ passesOn }: CommandSpec, from: number, word: string): Answer {
  if (passesOn === true && word !== '' && '--'.startsWith(word))
    return offered([{ value: '--', help: 'the command follows' }]);
  return { offer: 'command', from: from + 1, program: passesOn === true ? undefined : passesOn };
}

/** Those that are not given yet, or may be given again, and go with what is there. */
function flagsOf(spec: CommandSpec, { given, positionals: [first] }: Reading): Candidate[] {
  const open = Object.entries(spec.flags).filter(
    ([name, flag]) =>
      (flag.many || !given.has(name)) &&
      (flag.goesWith === undefined || first === undefined || flag.goesWith === first),
  );
  return [...open.map(([name, flag]) => ({ value: `--${name}`, help: flag.help })), help];
}
