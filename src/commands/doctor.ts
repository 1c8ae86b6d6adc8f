import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { counted } from '../base/english.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Line, line, type Page, type PageSize, type Span, styled } from '../base/lines.ts';
import { heading, paragraph } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { type Finding, type Severity, severities } from '../doctor/finding.ts';
import { jsonFlag, printJson } from './output.ts';

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

const spec = {
  summary: 'what is wrong here, with the evidence and the fix',
  usage: '[profile|@role]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  flags: {
    fix: { help: 'fix what cgw can fix safely; says first what it does' },
    yes: { help: 'with --fix: do not ask before the settings file is changed' },
    json: jsonFlag,
  },
  examples: ['cgw doctor', 'cgw doctor litellm', 'cgw doctor --fix'],
} as const satisfies CommandSpec;

/** Exit 5 when there is an error. With `--fix` what is left counts. */
async function run({ positionals: [argument], switches }: Invocation, io: Io): Promise<number> {
  const fix = switches.has('fix');
  if (switches.has('yes') && !fix) throw usage('doctor', '--yes goes with --fix');
  // Loaded here: what reads and edits JSON is heavy.
  const [{ diagnose }, { readSituation }] = await Promise.all([
    import('../doctor/diagnose.ts'),
    import('../doctor/read/situation.ts'),
  ]);
  const look = async () => diagnose(await readSituation(argument, io));
  const found = await look();
  const fixed = fix
    ? await (await import('../doctor/fix.ts')).applyFixes(found, switches.has('yes'), io)
    : [];
  const findings = fixed.length > 0 ? await look() : found;
  if (switches.has('json')) printJson(io, { findings: findingsJson(findings), ...(fix ? { fixed } : {}) });
  else showPage(findingsPage(findings), io);
  return findings.some(({ severity }) => severity === 'error') ? exitCode.finding : exitCode.done;
}

export const doctor: CommandModule = { spec, run };
