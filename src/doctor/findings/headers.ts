import { standingOf } from '../../claude/standing.ts';
import { observed, placeIn } from '../evidence.ts';
import type { ViewLook } from '../finding.ts';
import { headerLabel, headerProblem, headersIn } from '../headers.ts';
import type { Situation } from '../situation.ts';
import type { View } from '../views.ts';

const variable = 'ANTHROPIC_CUSTOM_HEADERS';

/** Headers that make every request fail. */
export const rejectedHeaders: ViewLook = (view, situation) => {
  const wrong = headersIn(view.effective[variable] ?? '').flatMap(header => {
    const problem = headerProblem(header);
    return problem === undefined ? [] : [`${headerLabel(header)} ${problem}`];
  });
  if (wrong.length === 0) return [];
  return [
    {
      id: 'custom-headers-rejected',
      severity: 'error',
      what: `${variable} makes every request fail`,
      evidence: [...wrong.map(each => `${where(view, situation)}: ${each}`), 'since Claude Code 2.1.227'],
      fix: 'Write each header as Name: Value on a line of its own, in plain characters',
      command: null,
    },
  ];
};

/** Headers that are not sent as they are meant, without a word. */
export const lostHeaders: ViewLook = (view, situation) => {
  const lost = headersIn(view.effective[variable] ?? '').flatMap(header => {
    if (header.name === null) return [`${headerLabel(header)} has no colon and is dropped`];
    return /\\n\s*[\w-]+:/.test(header.value)
      ? [
          `${headerLabel(header)} holds a backslash and an n, not a line break: the header behind it is not sent`,
        ]
      : [];
  });
  if (lost.length === 0) return [];
  return [
    {
      id: 'custom-headers-lost',
      severity: 'warning',
      what: `A part of ${variable} is not sent as a header`,
      evidence: [...lost.map(each => `${where(view, situation)}: ${each}`), observed],
      fix: 'Write each header as Name: Value on a line of its own, with real line breaks',
      command: null,
    },
  ];
};

function where(view: View, situation: Situation): string {
  const { winner } = standingOf(variable, view.inForce, view.environment);
  const file = view.files.find(({ path }) => path === winner?.path);
  if (file !== undefined) return placeIn(file, ['env', variable], situation);
  return view.how === 'run' && view.profile !== null ? `profile ${view.profile.name}` : 'exported';
}
