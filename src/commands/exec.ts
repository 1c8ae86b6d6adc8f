import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import { execProgram } from '../base/exec.ts';
import type { Io } from '../base/io.ts';
import { shownWord } from '../base/masking.ts';
import { printable } from '../base/terminal-text.ts';
import { findProgram, launchMarkFor } from '../claude/program.ts';
import { applyPlan } from '../env/plan.ts';
import { readConfig } from '../profile/file.ts';
import { profilePlan } from '../profile/profile-plan.ts';
import { resolveProfile } from '../profile/resolve.ts';

const spec = {
  summary: 'run any command under a profile’s environment',
  usage: '<profile|@role> -- <command…>',
  positionals: { least: 1, most: 1 },
  kinds: ['profile-or-role'],
  passesOn: true,
  flags: {},
  examples: ['cgw exec bedrock -- python agent.py'],
} as const satisfies CommandSpec;

async function run({ positionals, rest }: Invocation, io: Io): Promise<number> {
  const [program, ...args] = rest;
  if (program === undefined) throw usage('exec', 'the command is missing');
  const { name, profile } = resolveProfile(positionals[0], await readConfig(io), io);
  const plan = await profilePlan(name, profile, io);
  for (const warning of plan.warnings) io.err(`cgw: ${warning}\n`);
  const found = findProgram(program, io);
  if (found === undefined)
    throw new UserError(
      exitCode.notFound,
      `${program === '' ? '""' : printable(shownWord(program))} is no program that can be started`,
      program.includes('/') ? 'check the path, and that the file is executable' : 'check its name and PATH',
    );
  const environment = { ...applyPlan(plan, io.environment), ...launchMarkFor(found, io) };
  return execProgram({ program: found, name: program, args, environment });
}

export const exec: CommandModule = { spec, run };
