import type { Support } from '../../../src/features/cell.ts';
import { type HeaderNeed, headerNeed, type SeenFeature, type Sign, signs } from './features.ts';
import type { Asked } from './message.ts';
import type { VendorId } from './vendors.ts';

/** Who made the request: the real program, or the lab in its name. */
export type Asker = 'Claude Code' | 'by hand';

/** What was heard on both sides of a route while a feature was asked for. */
export type Heard = {
  /** What left the client. */
  readonly sent: readonly Asked[];
  /** What reached the vendor; the same on a route with nothing between. */
  readonly received: readonly Asked[];
  /** What the vendor refused because of this feature. */
  readonly refusal: string | undefined;
  /** What it refused, and Claude Code then asked again without. */
  readonly recovered?: string | undefined;
  readonly asker: Asker;
  /** What the gateway itself answered instead of asking the vendor, or undefined. */
  readonly failure: string | undefined;
};

/** The state of a feature on a route, as far as requests show it. */
export type Measured = {
  readonly state: Support;
  /** How a loss shows; absent where nothing is lost. */
  readonly shows?: 'loud' | 'silent';
  readonly loss: string;
  readonly why: string;
  readonly asked: Asker;
  /** What was sent for it, and what arrived where that is something else. */
  readonly sent: string;
  readonly received?: string;
  /** What came back. */
  readonly answer: string;
};

/** Decides it. Pure. `full` says that all of it arrives, not that the vendor has it. */
export function decide(feature: SeenFeature, vendor: VendorId, heard: Heard): Measured {
  const { betas, parts, loss }: Sign = signs[feature];
  const sent = found(feature, heard.sent);
  const received = found(feature, heard.received);
  const asksBy = some(heard.sent, betas);
  const cell: Make = (state, why, shows) => ({
    state,
    ...(shows && { shows }),
    loss: state === 'full' ? '' : loss,
    why,
    asked: heard.asker,
    answer: answerOf(heard),
    ...sides([...present(heard.sent, betas), ...sent], [...present(heard.received, betas), ...received]),
  });
  const needed = parts.filter(part => !part.optional).map(({ name }) => name);
  const isAsked = needed.every(name => sent.includes(name)) && (parts.length > 0 || asksBy !== undefined);
  const lost = sent.filter(name => !received.includes(name));
  if (isAsked && heard.refusal !== undefined) return cell('none', inOneLine('a 400', heard.refusal), 'loud');
  if (heard.failure !== undefined) {
    const refused = inOneLine('the gateway refuses it', heard.failure);
    return cell('none', heard.failure === noAnswer ? noAnswer : refused, 'loud');
  }
  if (!isAsked && heard.recovered !== undefined)
    return cell('none', inOneLine('a 400, then without it', heard.recovered), 'silent');
  if (!isAsked)
    return cell('none', lost.length > 0 ? `${lost.join(', ')} dropped on the way` : unsent, 'silent');
  if (lost.length > 0)
    return cell(
      lost.length === sent.length ? 'none' : 'partial',
      `${lost.join(', ')} dropped on the way`,
      'silent',
    );
  const fewer = fewerMarks(feature, heard);
  if (fewer !== undefined) return cell('partial', fewer, 'silent');
  return byHeader(cell, asksBy, some(heard.received, betas), headerNeed(feature, vendor), betas.length > 0);
}

/** What is said of a program that is not done in a minute. */
export const noAnswer = 'no answer in a minute';

/** `200`, or who refused it and in which words. */
function answerOf({ refusal, failure }: Heard): string {
  if (refusal !== undefined) return shortened(`the vendor, 400: ${refusal}`, answerLength);
  return failure === undefined ? '200' : shortened(`not the vendor: ${failure}`, answerLength);
}

const answerLength = 200;

function sides(sent: readonly string[], received: readonly string[]): Pick<Measured, 'sent' | 'received'> {
  const [from, to] = [sent.join(', '), received.join(', ')];
  return from === to ? { sent: from } : { sent: from, received: to };
}

const unsent = 'Claude Code does not send it here';

type Make = (state: Support, why: string, shows?: 'loud' | 'silent') => Measured;

/** All fields arrive; what of the header? */
function byHeader(
  cell: Make,
  sent: string | undefined,
  received: string | undefined,
  need: HeaderNeed,
  hasBeta: boolean,
): Measured {
  if (received !== undefined)
    return cell('full', sent === received ? 'all of it arrives' : `arrives, the header as ${received}`);
  if (!hasBeta) return cell('full', 'all of it arrives');
  const header = sent === undefined ? 'sent without its beta' : 'header dropped on the way';
  switch (need) {
    case 'needed':
      return cell('none', header, 'silent');
    case 'not needed':
      return cell('full', `${header}, and the server does without it`);
    case 'undocumented':
      return cell('unknown', `${header}; whether the server needs it is not documented`);
  }
}

/** Says so when fewer of a feature’s marks arrive in a request than were sent in one. */
function fewerMarks(feature: SeenFeature, { sent, received }: Heard): string | undefined {
  const { marks }: Sign = signs[feature];
  if (marks === undefined) return undefined;
  const most = (requests: readonly Asked[]) =>
    Math.max(0, ...requests.map(({ text }) => text.split(marks).length - 1));
  const [from, to] = [most(sent), most(received)];
  return to < from ? `${from - to} of ${from} marks dropped on the way` : undefined;
}

/** The first sentence of what somebody said, short enough for a cell. */
function inOneLine(who: string, words: string): string {
  const plain = words
    .replace(/^litellm\.\w+: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [sentence = plain] = plain.split(/\. | \(|\.$/, 1);
  return shortened(`${who}: ${sentence}`, whyLength);
}

/** As many whole words as there is room for. */
function shortened(text: string, length: number): string {
  return text.length > length ? text.slice(0, length).replace(/[\s,:;]+\S*$/, '') : text;
}

/** Characters in the reason of a cell. */
const whyLength = 90;

/** The names of a feature’s parts that stand in any of the requests. */
function found(feature: SeenFeature, requests: readonly Asked[]): string[] {
  const { parts }: Sign = signs[feature];
  return parts.filter(part => requests.some(request => part.in(request))).map(part => part.name);
}

function some(requests: readonly Asked[], betas: readonly string[]): string | undefined {
  return present(requests, betas)[0];
}

function present(requests: readonly Asked[], betas: readonly string[]): string[] {
  return betas.filter(beta => requests.some(request => request.betas.includes(beta)));
}

/**
 * Interleaved thinking without its header: models that think adaptively interleave anyway
 * (platform.claude.com, build-with-claude/adaptive-thinking, read 2026-11-22).
 */
export function interleavedAnyway(budget: Measured, thinking: Measured): Measured {
  const adaptive = budget.state === 'none' && budget.shows === 'silent' && thinking.state === 'full';
  return adaptive
    ? {
        ...budget,
        state: 'partial',
        why: 'header dropped; models that think adaptively (4.6 and later) interleave anyway',
      }
    : budget;
}

/** A feature that was asked for of two models, with their names, and is lost for one of them without a word. */
export function byModel(...both: readonly [AskedOf, AskedOf]): Measured {
  const [[, first]] = both;
  const lost = both.filter(([, { state }]) => state !== 'full');
  const [one, another] = lost;
  if (one === undefined || another !== undefined || one[1].shows !== 'silent') return first;
  const [model, cell] = one;
  return { ...cell, state: 'partial', why: shortened(`with ${model}: ${cell.why}`, whyLength) };
}

type AskedOf = readonly [model: string, cell: Measured];

/**
 * LiteLLM asks the advisor itself, where the vendor has none: by a function tool, which is not streamed. Where a request
 * was refused, nothing was played: the server’s own tool, which LiteLLM may have left in, has the same name.
 */
export function advisorPlayed(cell: Measured, received: readonly Asked[]): Measured {
  const isLost = cell.state === 'none' && cell.shows === 'silent';
  const played = isLost && received.some(({ tools }) => tools.includes('advisor'));
  if (!played) return cell;
  const why = 'the gateway plays the advisor itself, as a function tool';
  return { ...cell, state: 'partial', shows: 'silent', loss: 'Advice as it is written', why };
}

/** A gateway may count tokens itself, with a tokenizer of its own. */
export function countedOnTheWay(cell: Measured): Measured {
  const counted = cell.state === 'none' && cell.answer === '200' && cell.sent !== '';
  return counted
    ? {
        ...cell,
        state: 'partial',
        shows: 'silent',
        loss: 'Counts by the gateway, not the model',
        why: 'the gateway counts itself',
      }
    : cell;
}

/** A feature that Claude Code leaves off until it is asked for. */
export function onlyWhenAsked(plain: Measured, asked: Measured): Measured {
  if (plain.state === 'full' || asked.state !== 'full') return asked;
  return {
    ...asked,
    state: 'partial',
    shows: 'silent',
    loss: plain.loss,
    why: 'arrives when asked for; off by default here',
  };
}
