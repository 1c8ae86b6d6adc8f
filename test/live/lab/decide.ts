import type { State } from '../../../src/features/cell.ts';
import { headerNeed, type SeenFeature, type Sign, signs } from './features.ts';
import type { Asked } from './message.ts';
import type { VendorId } from './vendors.ts';

/** What was heard on both sides of a route while a feature was asked for. */
export type Heard = {
  /** What left the client. */
  readonly sent: readonly Asked[];
  /** What reached the vendor; the same on a route with nothing between. */
  readonly received: readonly Asked[];
  /** What the vendor refused because of this feature. */
  readonly refusal: string | undefined;
  /** What the gateway itself answered instead of asking the vendor, or undefined. */
  readonly failure: string | undefined;
};

/** The state of a feature on a route, as far as requests show it. */
export type Measured = {
  readonly state: State;
  /** How a loss shows; absent where nothing is lost. */
  readonly shows?: 'loud' | 'silent';
  readonly loss: string;
  readonly why: string;
  readonly sent: readonly string[];
  readonly received: readonly string[];
};

/** Decides it. Pure. `full` says that all of it arrives, not that the vendor has it. */
export function decide(feature: SeenFeature, vendor: VendorId, heard: Heard): Measured {
  const sent = found(feature, heard.sent);
  const received = found(feature, heard.received);
  const lost = sent.filter(name => !received.includes(name));
  const { betas, parts, loss }: Sign = signs[feature];
  const cell = (state: State, why: string, shows?: 'loud' | 'silent'): Measured => ({
    state,
    ...(shows && { shows }),
    loss: state === 'full' ? '' : loss,
    why,
    sent: withBetas(feature, heard.sent, sent),
    received: withBetas(feature, heard.received, received),
  });
  const beta = some(heard.sent, betas);
  if (sent.length < parts.length || (parts.length === 0 && beta === undefined))
    return cell('none', 'Claude Code does not send it here', 'silent');
  if (heard.refusal !== undefined) return cell('none', `refused with a 400: ${heard.refusal}`, 'loud');
  if (heard.failure !== undefined) return cell('none', `the gateway refuses it: ${heard.failure}`, 'loud');
  if (lost.length === sent.length && parts.length > 0)
    return cell('none', `${lost.join(', ')} dropped on the way`, 'silent');
  if (lost.length > 0) return cell('partial', `${lost.join(', ')} dropped on the way`, 'silent');
  const arrived = some(heard.received, betas);
  if (beta === undefined || arrived !== undefined) return cell('full', whyFull(beta, arrived, sent));
  return withoutHeader(feature, vendor, cell);
}

function withoutHeader(
  feature: SeenFeature,
  vendor: VendorId,
  cell: (state: State, why: string, shows?: 'silent') => Measured,
): Measured {
  switch (headerNeed(feature, vendor)) {
    case 'needed':
      return cell('none', 'header dropped on the way', 'silent');
    case 'not needed':
      return cell('full', 'header dropped, and the server does without it');
    case 'undocumented':
      return cell('unknown', 'header dropped; whether the server does without it is not documented');
  }
}

function whyFull(beta: string | undefined, arrived: string | undefined, sent: readonly string[]): string {
  const header = beta === arrived ? 'header' : `header, as ${arrived}`;
  return `${[...(beta === undefined ? [] : [header]), ...(sent.length > 0 ? ['fields'] : [])].join(' and ')} arrive`;
}

/** The names of a feature’s parts that stand in any of the requests. */
function found(feature: SeenFeature, requests: readonly Asked[]): string[] {
  const { parts }: Sign = signs[feature];
  return parts.filter(part => requests.some(request => part.in(request))).map(part => part.name);
}

function some(requests: readonly Asked[], betas: readonly string[]): string | undefined {
  return betas.find(beta => requests.some(request => request.betas.includes(beta)));
}

function withBetas(feature: SeenFeature, requests: readonly Asked[], parts: readonly string[]): string[] {
  const { betas }: Sign = signs[feature];
  return [...betas.filter(beta => requests.some(request => request.betas.includes(beta))), ...parts];
}

/** Interleaved thinking without its header: models that think adaptively interleave all the same. */
export function interleavedAnyway(budget: Measured, thinking: Measured): Measured {
  const adaptive = budget.state === 'none' && budget.shows === 'silent' && thinking.state === 'full';
  return adaptive
    ? {
        ...budget,
        state: 'partial',
        why: 'header dropped; adaptive thinking (4.6 and later) interleaves without it',
      }
    : budget;
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
