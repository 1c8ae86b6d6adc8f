import type { CommandSpec, FlagSpec } from '../args/spec.ts';

/** What the last word of a command’s arguments is. */
type Cursor =
  | { readonly at: 'flag' }
  /** `before` is `--flag=` where flag and value are one word. */
  | { readonly at: 'value'; readonly flag: FlagSpec; readonly before: string }
  | { readonly at: 'argument' }
  /** It belongs to another program, whose words begin at `from`. */
  | { readonly at: 'program'; readonly from: number };

/** Arguments that are still being typed, read as far as they go. */
export type PartialInvocation = {
  readonly word: string;
  readonly cursor: Cursor;
  readonly positionals: readonly string[];
  readonly given: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
};

/** Reads arguments by the declaration that `args/parse.ts` reads too, but takes no offence at anything. */
export function parsePartial(spec: CommandSpec, args: readonly string[]): PartialInvocation {
  const word = args.at(-1) ?? '';
  const last = args.length - 1;
  const positionals: string[] = [];
  const given = new Set<string>();
  const values = new Map<string, string>();
  const read = (cursor: Cursor): PartialInvocation => ({ word, cursor, positionals, given, values });
  let literal = false;
  for (let index = 0; index < last; index++) {
    const arg = args[index] ?? '';
    if (!literal && arg === '--') {
      if (spec.passesOn) return read({ at: 'program', from: index + 1 });
      literal = true;
    } else if (!literal && arg.startsWith('-') && arg !== '-') {
      const { name, value, flag } = flagIn(spec, arg);
      given.add(name);
      if (flag?.value === undefined) continue;
      if (value === undefined && index + 1 === last) return read({ at: 'value', flag, before: '' });
      values.set(name, value ?? args[++index] ?? '');
    } else {
      positionals.push(arg);
      if (spec.passesOn) {
        const marked = args[index + 1] === '--' && index + 1 < last;
        return read({ at: 'program', from: index + (marked ? 2 : 1) });
      }
    }
  }
  if (literal || !word.startsWith('-')) return read({ at: 'argument' });
  const { value, flag, before } = flagIn(spec, word);
  return value !== undefined && flag?.value !== undefined
    ? read({ at: 'value', flag, before })
    : read({ at: 'flag' });
}

/** `--name` or `--name=value`, with its declaration if there is one. */
function flagIn(spec: CommandSpec, arg: string) {
  const equals = arg.indexOf('=');
  const end = equals < 0 ? arg.length : equals;
  const name = arg.slice(2, end);
  const flag: FlagSpec | undefined = Object.hasOwn(spec.flags, name) ? spec.flags[name] : undefined;
  return { name, flag, value: equals < 0 ? undefined : arg.slice(end + 1), before: arg.slice(0, end + 1) };
}
