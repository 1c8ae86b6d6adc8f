import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import type { Io } from '../base/io.ts';
import { readConfig } from '../profile/file.ts';
import { resolveProfile } from '../profile/resolve.ts';
import { launch } from './launching.ts';

const spec = {
  summary: 'start claude under a profile; the profile wins over settings files',
  usage: '[profile|@role] [claude arguments…]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  passesOn: 'claude',
  flags: {
    strict: { help: 'let no settings file route (CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST=1)' },
    force: { help: 'launch although managed settings beat the profile' },
    'no-env-secret': { help: 'Claude Code asks cgw for the credential (apiKeyHelper); no variable holds it' },
    quiet: { help: 'report neither what the switch loses nor which settings files were beaten' },
  },
  examples: [
    'cgw run litellm',
    'cgw run --no-env-secret litellm',
    'cgw run bedrock -p "hi"',
    'cgw run @batch -- --model opus',
  ],
} as const satisfies CommandSpec;

async function start({ positionals, switches, rest }: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const resolved = resolveProfile(positionals[0], config, io);
  const wishes = {
    args: rest,
    strict: switches.has('strict'),
    force: switches.has('force'),
    quiet: switches.has('quiet'),
    noEnvSecret: switches.has('no-env-secret'),
  };
  return launch(resolved, config, wishes, io);
}

export const run: CommandModule = { spec, run: start };
