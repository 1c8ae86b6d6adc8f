import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { lastUsed } from '../claude/last-used.ts';
import { launchClaude } from '../claude/launch.ts';
import { switchNotices } from '../features/switch-notices.ts';
import type { Io } from '../io.ts';
import { activate } from '../profile/activate.ts';
import { readConfig } from '../profile/file.ts';
import type { Config } from '../profile/profile.ts';
import { profileNamed, type Resolved, resolveProfile } from '../profile/resolve.ts';

const spec = {
  summary: 'start claude under a profile; the profile wins over settings files',
  usage: '[profile|@role] [claude arguments…]',
  positionals: { least: 0, most: 1 },
  passesOn: true,
  flags: {
    strict: { help: 'let no settings file route (CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST=1)' },
    force: { help: 'launch although managed settings beat the profile' },
    quiet: { help: 'report neither what the switch loses nor which settings files were beaten' },
  },
  examples: ['cgw run litellm', 'cgw run bedrock -p "hi"', 'cgw run @batch -- --model opus'],
} as const satisfies CommandSpec;

async function start({ positionals, switches, rest }: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const resolved = resolveProfile(positionals[0], config, io);
  const { name, profile } = resolved;
  const plan = await activate(name, profile, io);
  for (const warning of plan.warnings) io.err(`cgw: ${warning}\n`);
  const quiet = switches.has('quiet') || config.quiet === true;
  if (!quiet) for (const notice of noticesFor(resolved, config, rest, io)) io.err(`cgw: ${notice}\n`);
  const options = {
    backend: profile.backend,
    strict: switches.has('strict'),
    force: switches.has('force'),
    quiet,
  };
  return launchClaude(plan, rest, options, io);
}

/** What the switch from the profile that was used last in this folder means; a profile that is gone says nothing. */
function noticesFor({ name, profile }: Resolved, config: Config, args: readonly string[], io: Io): string[] {
  const last = lastUsed(io);
  if (last === undefined || last === name) return [];
  try {
    return switchNotices({ name: last, profile: profileNamed(last, config) }, { name, profile }, args);
  } catch {
    return [];
  }
}

export const run: CommandModule = { spec, run: start };
