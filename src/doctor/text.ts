import { wrap } from '../base/text.ts';
import { type Finding, type Severity, severities } from './finding.ts';

/** Signs beside the words, so that nothing is told by colour or sign alone. */
const signs: { readonly [Each in Severity]: string } = {
  error: '! error',
  warning: '~ warning',
  note: 'i note',
};

/** Findings for people, by severity; the last line counts them. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'doctor found nothing wrong\n';
  const groups = severities
    .map(severity => findings.filter(each => each.severity === severity))
    .filter(group => group.length > 0)
    .map(group => group.map(entry).join('\n\n'));
  return `${[...groups, countText(findings)].join('\n\n')}\n`;
}

function entry({ id, severity, what, evidence, fix, command }: Finding): string {
  return [
    ...hanging(`${signs[severity]}: ${what} [${id}]`, '', '  '),
    ...evidence.flatMap(each => hanging(`- ${each}`, '    ', '      ')),
    ...hanging(`fix: ${fix}`, '    ', '      '),
    // Not wrapped: it is to be copied.
    ...(command === null ? [] : [`      $ ${command}`]),
  ].join('\n');
}

/** Wrapped, with the lines that follow further in than the first. */
function hanging(text: string, first: string, rest: string): string[] {
  const [head = '', ...more] = wrap(text, rest);
  return [first + head.slice(rest.length), ...more];
}

/** `2 errors, 1 warning, 3 notes`. */
function countText(findings: readonly Finding[]): string {
  return severities
    .map(severity => [findings.filter(each => each.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}

/** Findings for programs: part of the interface. */
export function findingsJson(findings: readonly Finding[]): object[] {
  return findings.map(({ id, severity, what, evidence, fix, command, profile }) => ({
    id,
    severity,
    what,
    evidence,
    fix,
    command,
    profile,
  }));
}
