import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { showPage } from '../base/pager.ts';
import { jsonFlag, printJson } from './output.ts';

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
  const [{ diagnose }, { readSituation }, { findingsJson, findingsPage }] = await Promise.all([
    import('../doctor/diagnose.ts'),
    import('../doctor/read/situation.ts'),
    import('../doctor/text.ts'),
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
