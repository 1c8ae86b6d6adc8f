import type { CommandSpec, CommandTable } from '../args/spec.ts';
import { type CompletionContext, profiles, roles, suggestionsFor } from './candidates.ts';
import { type PartialInvocation, parsePartial } from './partial.ts';
import {
  noSuggestions,
  type Suggestion,
  type Suggestions,
  safeSuggestions,
  withPrefix,
} from './suggestions.ts';

/** What `cli.ts` takes beside the commands, and every command beside its flags. */
const help: Suggestion = { value: '--help', help: 'show this' };
const version: Suggestion = { value: '--version', help: 'show the version' };

/**
 * What can stand in the place of the last word. Pure, and all of it from the declarations that parsing reads.
 * @param words what follows `cgw`; the last one may be empty
 */
export function complete(
  words: readonly string[],
  commands: CommandTable,
  context: CompletionContext,
): Suggestions {
  const [name = '', ...args] = words;
  if (args.length === 0) {
    if (name.startsWith('-')) return safeSuggestions([help, version]);
    return safeSuggestions([...summaries(commands), ...launchable(context, commands)]);
  }
  if (name === '--') return { offer: 'command', from: 1, program: 'claude' };
  if (name === 'help') return args.length === 1 ? safeSuggestions(summaries(commands)) : noSuggestions;
  const spec = Object.hasOwn(commands, name) ? commands[name]?.spec : undefined;
  if (spec === undefined && launchable(context, commands).some(({ value }) => value === name))
    return { offer: 'command', from: args[0] === '--' && args.length > 1 ? 2 : 1, program: 'claude' };
  return spec === undefined ? noSuggestions : completeArguments(spec, parsePartial(spec, args), context);
}

/** What `cgw NAME` starts Claude Code under: a command of that name goes before it. */
function launchable({ config }: CompletionContext, commands: CommandTable): Suggestion[] {
  return [...profiles(config), ...roles(config, '@')].filter(({ value }) => !Object.hasOwn(commands, value));
}

function summaries(commands: CommandTable): Suggestion[] {
  return Object.entries(commands).map(([value, { spec }]) => ({ value, help: spec.summary }));
}

function completeArguments(
  spec: CommandSpec,
  typed: PartialInvocation,
  context: CompletionContext,
): Suggestions {
  const { cursor, word } = typed;
  switch (cursor.at) {
    case 'flag':
      return safeSuggestions(flagsOf(spec, typed));
    case 'value': {
      const { kind } = cursor.flag;
      const value = word.slice(cursor.before.length);
      return kind === undefined
        ? noSuggestions
        : withPrefix(cursor.before, suggestionsFor(kind, value, typed, context));
    }
    case 'argument':
      return completeArgument(spec, typed, context);
    case 'program':
      return completeProgram(spec, cursor.from, word);
  }
}

/** Where no argument is taken any more, what is left are flags. */
function completeArgument(
  spec: CommandSpec,
  typed: PartialInvocation,
  context: CompletionContext,
): Suggestions {
  const { word, positionals } = typed;
  if (positionals.length >= spec.positionals.most)
    return word === '' ? safeSuggestions(flagsOf(spec, typed)) : noSuggestions;
  const kind = spec.kinds?.[Math.min(positionals.length, spec.kinds.length - 1)];
  return kind === undefined ? noSuggestions : suggestionsFor(kind, word, typed, context);
}

/** The name of the command is one word of the whole line. */
function completeProgram({ passesOn }: CommandSpec, from: number, word: string): Suggestions {
  if (passesOn === true && word !== '' && '--'.startsWith(word))
    return safeSuggestions([{ value: '--', help: 'the command follows' }]);
  return { offer: 'command', from: from + 1, program: passesOn === true ? undefined : passesOn };
}

/** Those that are not given yet, or may be given again, and go with what is there. */
function flagsOf(spec: CommandSpec, { given, positionals: [first] }: PartialInvocation): Suggestion[] {
  const open = Object.entries(spec.flags).filter(
    ([name, flag]) =>
      (flag.many || !given.has(name)) &&
      (flag.goesWith === undefined || first === undefined || flag.goesWith === first),
  );
  return [...open.map(([name, flag]) => ({ value: `--${name}`, help: flag.help })), help];
}
