import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { launchClaude } from '../claude/launch.ts';
import type { Io } from '../io.ts';
import { activate } from '../profile/activate.ts';
import { readConfig } from '../profile/file.ts';
import { resolveProfile } from '../profile/resolve.ts';

const spec = {
  summary: 'start claude under a profile; the profile wins over settings files',
  usage: '[profile|@role] [claude arguments…]',
  positionals: { least: 0, most: 1 },
  passesOn: true,
  flags: {
    strict: { help: 'let no settings file route (CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST=1)' },
    force: { help: 'launch although managed settings beat the profile' },
    quiet: { help: 'do not report settings files that were beaten' },
  },
  examples: ['cgw run litellm', 'cgw run bedrock -p "hi"', 'cgw run @batch -- --model opus'],
} as const satisfies CommandSpec;

async function start({ positionals, switches, rest }: Invocation, io: Io): Promise<number> {
  const { name, profile } = resolveProfile(positionals[0], await readConfig(io), io);
  const plan = await activate(name, profile, io);
  for (const warning of plan.warnings) io.err(`cgw: ${warning}\n`);
  const options = {
    backend: profile.backend,
    strict: switches.has('strict'),
    force: switches.has('force'),
    quiet: switches.has('quiet'),
  };
  return launchClaude(plan, rest, options, io);
}

export const run: CommandModule = { spec, run: start };
