import { isRecord } from '../../base/json.ts';
import { type Got, getWithCredential } from '../ask.ts';
import { full, none, partial, unknown, type Verdict } from '../exchange.ts';
import type { NamedModel } from '../models.ts';
import { type Step, step } from '../report.ts';
import type { Session } from '../session.ts';

/**
 * The list of models, and what it says about the profile. About the credential it says nothing: some show the list to
 * anybody (OpenRouter), some to nobody.
 */
export type Listing = {
  readonly step: Step;
  /** What Claude Code could show of it in `/model`. */
  readonly discovery: Verdict;
};

/** Asks for the models as Claude Code does, and looks the profile’s own up in them. */
export async function listModels(session: Session, named: readonly NamedModel[]): Promise<Listing> {
  if (!session.lists)
    return {
      step: step('models', 'unknown', 'this backend has no list of models'),
      discovery: unknown('this backend has no list of models'),
    };
  return listingOf(await getWithCredential(session, '/v1/models?limit=1000'), named);
}

/** Pure: what an answer to `/v1/models` means. */
function listingOf(got: Got, named: readonly NamedModel[]): Listing {
  if ('failed' in got) {
    const why = `the list of models cannot be had: ${got.failed}`;
    return { step: step('models', 'unknown', why), discovery: unknown(why) };
  }
  const ids = got.status === 200 ? idsIn(got.body) : undefined;
  if (ids === undefined) {
    const why = `there is no list of models (${got.status})${got.words === '' ? '' : `: ${got.words}`}`;
    return {
      step: step('models', 'unknown', why),
      discovery: [404, 405, 501].includes(got.status) ? none(why) : unknown(why),
    };
  }
  return {
    step: named.length === 0 ? step('models', 'ok', `${ids.length} in the list`) : missing(ids, named),
    discovery: discoveryIn(ids),
  };
}

function idsIn(body: unknown): string[] | undefined {
  if (!isRecord(body) || !Array.isArray(body.data)) return undefined;
  return body.data.flatMap((each: unknown) =>
    isRecord(each) && typeof each.id === 'string' ? [each.id] : [],
  );
}

/** A gateway may serve more than it lists (`claude-*`), so what is missing is only doubtful. */
function missing(ids: readonly string[], named: readonly NamedModel[]): Step {
  const gone = named.filter(({ model }) => !ids.some(id => covers(id, model)));
  if (gone.length === 0)
    return step('models', 'ok', `${ids.length} in the list, with all that the profile names`);
  const list = gone.map(({ field, model }) => `${model} (${field})`).join(', ');
  return step(
    'models',
    'warning',
    `not in the list: ${list}`,
    'name one of the list: cgw edit NAME --set models.default=…',
  );
}

/** Whether an entry of the list stands for a model: the name, an alias of it by date, or a pattern. */
function covers(id: string, model: string): boolean {
  if (id === model || id.replace(/-\d{8}$/, '') === model) return true;
  return id.endsWith('*') && model.startsWith(id.slice(0, -1));
}

/** Claude Code shows those whose name says Claude or Anthropic. */
function discoveryIn(ids: readonly string[]): Verdict {
  const shown = ids.filter(id => /claude|anthropic/i.test(id)).length;
  if (ids.length === 0) return none('the list of models is empty');
  if (shown === 0) return none(`none of ${ids.length} models has claude or anthropic in its name`);
  return shown === ids.length
    ? full(`${shown} models, all with claude or anthropic in their names`)
    : partial(`${shown} of ${ids.length} models have claude or anthropic in their names`);
}
