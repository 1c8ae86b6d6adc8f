import { defaultAwsRegion } from '../../backends/aws.ts';
import type { Profile } from '../../backends/profile.ts';
import { type Line, line, styled, wrapSpans } from '../../base/lines.ts';
import { defaultMaxCost, estimate } from '../../check/estimate.ts';
import { mainModel } from '../../check/models.ts';
import { estimateText } from '../../check/report-text.ts';
import { launchEnvironment } from '../../claude/launch-environment.ts';
import { namedAwsRegion } from '../../detect/aws.ts';
import { previewPlan } from '../../profile/profile-plan.ts';
import { type Frame, paneFrame } from '../frame.ts';
import { actionFor, type Binding, type Move, moveKeys } from '../keys.ts';
import type { Press } from '../press.ts';
import { lastTop, scrolled, scrollFrame } from '../scroll-page.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Layer, Request, State } from '../state.ts';

/** A check of a profile: what it may cost, what it finds out while it runs, and all of it at the end. */
export type CheckPage = Extract<Layer, { layer: 'check' }>;

/** The page that asks whether it shall be. */
export function checkPage(
  name: string,
  profile: Profile,
  { environment, settingsFiles, awsProfiles, models }: Snapshot,
): CheckPage {
  const plan = previewPlan(name, profile, environment);
  const { environment: planned } = launchEnvironment(plan, profile.backend, settingsFiles, environment);
  const awsRegion = namedAwsRegion(planned, () => awsProfiles) ?? defaultAwsRegion;
  const model = mainModel({ backend: profile.backend, environment: planned, awsRegion, models });
  const costs = estimate(model, { deep: false, claude: false, most: defaultMaxCost });
  return { layer: 'check', name, phase: 'asking', lines: [estimateText(name, model, costs)], top: null };
}

export const billed =
  'Requests go to the backend of this profile, with its credential, and are billed there.';

type CheckAction = Move | { readonly type: 'start' | 'leave' };

const scrolling = moveKeys({ reading: true });

/** Only a letter starts it: it costs money. */
export const checkBindings: { readonly [Phase in CheckPage['phase']]: readonly Binding<CheckAction>[] } = {
  asking: [
    { keys: ['y', 'Y'], action: { type: 'start' }, label: 'check', help: 'check it', footer: 'stays' },
    leaving(['escape', 'q', 'n', 'enter'], 'back'),
  ],
  running: [...scrolling, leaving(['escape', 'q'], 'stop, keep results')],
  done: [...scrolling, leaving(['escape', 'q', 'enter', 'left', 'h', 't'], 'back')],
};

function leaving(keys: readonly [Press, ...Press[]], label: string): Binding<CheckAction> {
  return { keys, action: { type: 'leave' }, label, help: label, footer: 'stays' };
}

/** What the page comes to after a key: itself, and what is asked for; no page when it is left. */
export function pressInCheck(
  page: CheckPage,
  state: State,
  press: Press,
): { readonly page?: CheckPage; readonly request?: Request } {
  const action = actionFor(checkBindings[page.phase], press);
  switch (action?.type) {
    case undefined:
      return { page };
    case 'start':
      return {
        page: { ...page, phase: 'running', lines: [] },
        request: { request: 'check', name: page.name, columns: state.size.columns - paneFrame.columns },
      };
    case 'leave':
      return page.phase === 'running' ? { request: { request: 'stop-check' } } : {};
    case 'move':
    case 'page': {
      const lines = pageLines(page, state);
      const end = lastTop(lines, state.size);
      const top = scrolled(page.top ?? end, action, lines, state.size);
      // At the end it follows what comes.
      return { page: { ...page, top: top === end ? null : top } };
    }
  }
}

/** The page with a line more of the check that it shows. */
export function withLine(page: CheckPage, text: string): CheckPage {
  return { ...page, lines: [...page.lines, text] };
}

function pageLines({ phase, lines }: CheckPage, { size }: State): Line[] {
  const width = size.columns - paneFrame.columns;
  const held: Line[] = lines.map(text => line(text));
  const more: { readonly [Phase in CheckPage['phase']]: Line[] } = {
    asking: [[], line(billed)],
    running: [[], line(styled('dim', 'checking …'))],
    done: [],
  };
  return [...held, ...more[phase]].flatMap(each => wrapSpans(each, width, 2));
}

const titles: { readonly [Phase in CheckPage['phase']]: string } = {
  asking: 'Check it?',
  running: 'What it has found so far',
  done: 'What it found',
};

export function checkFrame(page: CheckPage, state: State): Frame {
  const { name, phase, top } = page;
  const shown = {
    heading: `check ${name}`,
    title: titles[phase],
    lines: pageLines(page, state),
    top: top ?? Number.POSITIVE_INFINITY,
    bindings: checkBindings[phase],
  };
  return scrollFrame(shown, state.size);
}
