import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { nearNames } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import { advise as adviseOn } from '../features/advise.ts';
import { type NeedId, needIds } from '../features/needs.ts';
import { readConfig } from '../profile/file.ts';
import { adviceText } from './advice-text.ts';
import { askNeeds } from './ask-needs.ts';
import { candidatesOf } from './candidates.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'which backend fits what you need, and why',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: {
    need: {
      value: 'need,…',
      kind: { listOf: needIds },
      many: true,
      help: 'what you need, as often as you like; without it you are asked',
    },
    all: { help: 'every profile and preset with every reason, not the first five' },
    json: jsonFlag,
  },
  examples: ['cgw advise', 'cgw advise --need context-1m,cost-tracking', 'cgw advise --need offline --all'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const named = needsNamed(invocation.values.get('need') ?? []);
  const { candidates, invalid } = candidatesOf(await readConfig(io));
  const needs = named.length > 0 ? named : await needsAsked(invocation, io);
  for (const name of invalid) io.err(`cgw: ${name} is left out, because it is invalid: cgw show ${name}\n`);
  const advice = adviseOn(needs, candidates);
  if (invocation.switches.has('json')) printJson(io, advice);
  else io.out(adviceText(advice, invocation.switches.has('all')));
  return exitCode.done;
}

/** @throws UserError (2) with the near names and the list. */
function needsNamed(values: readonly string[]): NeedId[] {
  const words = values.flatMap(value => value.split(',')).map(word => word.trim());
  const named = words.filter(word => word !== '');
  const unknown = named.find(word => !isNeed(word));
  if (unknown !== undefined) {
    const near = nearNames(unknown, needIds);
    throw new UserError(
      exitCode.usage,
      `advise: there is no need ${quotedName(unknown)}`,
      `${near.length > 0 ? `did you mean ${near.join(' or ')}? ` : ''}${needList}`,
    );
  }
  return needIds.filter(id => named.includes(id));
}

async function needsAsked({ values }: Invocation, io: Io): Promise<NeedId[]> {
  if (!values.has('need') && io.isTerminal('in') && io.isTerminal('out')) return askNeeds(io);
  throw new UserError(
    exitCode.usage,
    'advise: --need is missing, and there is no terminal to ask in',
    needList,
  );
}

const needList = `needs are ${needIds.join(', ')}`;

function isNeed(word: string): word is NeedId {
  return (needIds as readonly string[]).includes(word);
}

export const advise: CommandModule = { spec, run };
