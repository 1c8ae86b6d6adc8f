import { exitCode, UserError } from '../base/errors.ts';
import { shownWord } from '../base/masking.ts';
import { didYouMean } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import type { CommandSpec, FlagSpec, Invocation } from './spec.ts';

/**
 * Reads the arguments of one command by its specification: `--flag`, `--flag value`, `--flag=value`, and `--`
 * before arguments that are none. Written here because `node:util`’s parser alone costs half of a whole
 * `cgw env` (CONTRIBUTING.md, "Bars").
 * @throws UserError (2)
 */
export function parseArguments(name: string, spec: CommandSpec, args: readonly string[]): Invocation {
  const positionals: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  let rest: readonly string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      if (spec.passesOn) rest = args.slice(index + 1);
      else positionals.push(...args.slice(index + 1));
      break;
    }
    if (arg.startsWith('-') && arg !== '-') {
      const { flag, inline } = splitFlag(arg);
      const flagSpec = knownFlag(name, spec, flag, arg);
      if (flagSpec.value === undefined) {
        if (inline !== undefined) throw usage(name, `--${flag} takes no value`);
        switches.add(flag);
        continue;
      }
      const value = inline ?? args[++index];
      if (value === undefined) throw usage(name, `--${flag} needs ${flagSpec.value}`);
      if (values.has(flag) && !flagSpec.many) throw usage(name, `--${flag} is given twice`);
      const given = values.get(flag);
      if (given === undefined) values.set(flag, [value]);
      else given.push(value);
      continue;
    }
    positionals.push(arg);
    if (spec.passesOn) {
      rest = args.slice(index + 1);
      if (rest[0] === '--') rest = rest.slice(1);
      break;
    }
  }
  checkCount(name, spec, positionals);
  checkCompany(name, spec, positionals[0], switches);
  checkCompany(name, spec, positionals[0], values.keys());
  return { positionals, switches, values, rest };
}

function splitFlag(arg: string): { flag: string; inline: string | undefined } {
  const start = arg.startsWith('--') ? 2 : 1;
  const equals = arg.indexOf('=');
  return equals < 0
    ? { flag: arg.slice(start), inline: undefined }
    : { flag: arg.slice(start, equals), inline: arg.slice(equals + 1) };
}

function knownFlag(name: string, spec: CommandSpec, flag: string, arg: string): FlagSpec {
  const known = Object.hasOwn(spec.flags, flag) ? spec.flags[flag] : undefined;
  if (known !== undefined && arg.startsWith('--')) return known;
  const shown = (arg.startsWith('--') ? '--' : '-') + shownWord(flag);
  if (spec.passesOn)
    throw usage(
      name,
      `${shown} is not an option of cgw ${name}; arguments for the program go after the profile or --`,
    );
  const meant = didYouMean(flag, Object.keys(spec.flags), '--');
  throw usage(name, [`there is no option ${shown}`, meant ?? []].flat().join('; '));
}

function checkCount(name: string, spec: CommandSpec, positionals: readonly string[]): void {
  const { least, most } = spec.positionals;
  const missing = spec.usage.split(' ')[positionals.length] ?? spec.usage;
  if (positionals.length < least)
    throw new UserError(
      exitCode.usage,
      `${name}: ${missing} is missing`,
      `cgw ${name} ${spec.usage}; cgw ${name} --help says more`,
    );
  const extra = positionals[most];
  if (extra === undefined) return;
  const [, path] = /^([\w.-]+)=/.exec(extra) ?? [];
  if (path !== undefined && 'set' in spec.flags)
    throw usage(
      name,
      `${path}=… needs a flag before it: --set ${path}=…, or --secret ${path}=… for a credential`,
    );
  const { message, remedy } = usage(name, `${quotedName(extra)} is one argument too many`);
  // Others take the preset and then the name.
  const ownName = `with a name of its own: cgw ${name} NAME --from PRESET`;
  throw new UserError(exitCode.usage, message, 'from' in spec.flags ? ownName : remedy);
}

function checkCompany(
  name: string,
  spec: CommandSpec,
  first: string | undefined,
  given: Iterable<string>,
): void {
  for (const flag of given) {
    const company = spec.flags[flag]?.goesWith;
    if (company !== undefined && company !== first) throw usage(name, `--${flag} goes with ${company}`);
  }
}

/** The error for a command line that cannot be understood. */
export function usage(name: string, what: string): UserError {
  return new UserError(exitCode.usage, `${name}: ${what}`, `cgw ${name} --help`);
}
