import { counted } from '../base/english.ts';
import { type Line, line, type Page, type PageSize, type Span, styled } from '../base/lines.ts';
import { heading, paragraph } from '../base/page.ts';
import { type Finding, type Severity, severities } from './finding.ts';

/** Signs beside the words, so that nothing is told by colour or sign alone. */
const signs: { readonly [Each in Severity]: Span } = {
  error: styled('bad', '! error'),
  warning: styled('warn', '~ warning'),
  note: styled('accent', 'i note'),
};

/** Findings for people, by severity; the last line counts them. */
export function findingsPage(findings: readonly Finding[]): Page {
  if (findings.length === 0) return () => [line(styled('good', '✓'), ' doctor found nothing wrong')];
  return size => [
    ...severities.flatMap(severity =>
      findings.filter(each => each.severity === severity).flatMap(each => [...entry(each, size), line()]),
    ),
    heading(countText(findings)),
  ];
}

function entry({ id, severity, what, evidence, fix, command }: Finding, size: PageSize): Line[] {
  return [
    ...paragraph(line(signs[severity], `: ${what} `, styled('dim', `[${id}]`)), size, 2),
    ...evidence.flatMap(each => paragraph(`    - ${each}`, size, 2)),
    ...paragraph(line('    ', styled('title', 'fix:'), ` ${fix}`), size, 2),
    // Not wrapped: it is to be copied.
    ...(command === null ? [] : [line('      $ ', styled('accent', command))]),
  ];
}

/** `2 errors, 1 warning, 3 notes`. */
function countText(findings: readonly Finding[]): string {
  return severities
    .map(severity => [findings.filter(each => each.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => counted(count, severity))
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
