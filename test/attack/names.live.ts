import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isHarmless } from '../../src/claude/harmless-variables.ts';
import { isWish, pinnedNames } from '../../src/claude/pinned-variables.ts';
import { choosesPrograms } from '../../src/claude/project-programs.ts';
import { isOwned } from '../../src/env/variables.ts';
import { live, type World } from '../live/world.ts';
import { isDeep } from '../support/tier.ts';
import { declaredVariables } from './declared.ts';
import { attack, goodKey, type Moment, type Scene, type Victim, victims } from './scene.ts';

/*
 * Every variable that the program declares, and those of its runtime and the clouds’ SDKs, set by a project: each name is
 * judged, and none sends anything anywhere.
 */

const declared = declaredVariables();
const sdks = ['bedrock', 'vertex', 'foundry'] as const;
const pinned = new Set(sdks.flatMap(provider => pinnedNames(provider)));

/**
 * What other programs go by, too, and a project may set for them: terminals, hosts, CI, limits. Regions and certificates
 * among them are held in another way (`clouds.live.ts`, `trust.live.ts`).
 */
const others = new Set(
  `
  AI_AGENT ALACRITTY_LOG ALACRITTY_WINDOW_ID ANDROID_HOME ANDROID_SDK_ROOT API_FORCE_IDLE_TIMEOUT AWS_DEFAULT_REGION
  AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME AWS_REGION AZURE_FUNCTIONS_ENVIRONMENT BUILDKITE CACERT_UPDATES
  CF_PAGES CIRCLECI CLAUDECODE CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE CODER CODER_WORKSPACE_NAME CODESPACES COLORFGBG
  COLORTERM COMPUTERNAME CONTAINER_SANDBOX_MOUNT_POINT CURL_CA_BUNDLE CURSOR_TRACE_ID ConEmuANSI ConEmuPID
  ConEmuTask DAYTONA_WS_ID DEMO_VERSION DISABLE_BRIEF_MODE_STOP_HOOK DISABLE_BUG_COMMAND DISABLE_DOCTOR_COMMAND
  DISABLE_EXTRA_USAGE_COMMAND DISABLE_INSTALL_GITHUB_APP_COMMAND DISABLE_LOGIN_COMMAND DISABLE_LOGOUT_COMMAND
  DISABLE_PROMPT_CACHING_MYTHOS DISABLE_UPGRADE_COMMAND DISPLAY DPKG_ADMINDIR DPKG_MAINTSCRIPT_PACKAGE DPKG_ROOT
  DYNO EMBEDDED_SEARCH_TOOLS ENABLE_CLAUDEAI_MCP_SERVERS ENABLE_LOCKLESS_UPDATES ENABLE_LSP_TOOL
  ENABLE_MCP_LARGE_OUTPUT_FILES ENABLE_PID_BASED_VERSION_LOCKING ENABLE_SESSION_BACKGROUNDING
  ENABLE_SESSION_PERSISTENCE FORCE_CODE_TERMINAL FORCE_COLOR GCM_INTERACTIVE GH_ENTERPRISE_TOKEN GH_HOST GH_REPO
  GH_TOKEN GITHUB_ACTION_INPUTS GITHUB_ACTION_PATH GITHUB_ACTOR GITHUB_ACTOR_ID GITHUB_ENTERPRISE_TOKEN GITHUB_ENV
  GITHUB_EVENT_NAME GITHUB_EVENT_PATH GITHUB_REPOSITORY GITHUB_REPOSITORY_ID GITHUB_REPOSITORY_OWNER
  GITHUB_REPOSITORY_OWNER_ID GITHUB_TOKEN GITHUB_WORKSPACE GIT_SSL_CAINFO GIT_SSL_CAPATH GIT_TERMINAL_PROMPT GITLAB_CI GITPOD_WORKSPACE_ID GNOME_TERMINAL_SERVICE
  GOMAXPROCS GOOGLE_CLOUD_WORKSTATIONS GRPC_DEFAULT_SSL_ROOTS_FILE_PATH HEX_CACERTS_PATH HISTFILE HTTPLIB2_CA_CERTS
  HUB_CONFIG INTELLIJ_TERMINAL_COMMAND_BLOCKS INTELLIJ_TERMINAL_COMMAND_BLOCKS_REWORKED ITERM_SESSION_ID
  KITTY_WINDOW_ID KONSOLE_VERSION KUBERNETES_SERVICE_HOST K_SERVICE LANG LC_ALL LC_TERMINAL LC_TIME
  MAX_STRUCTURED_OUTPUT_RETRIES MCP_CONNECTION_NONBLOCKING MCP_CONNECT_TIMEOUT_MS MCP_DISCOVERY_CACHE
  MCP_DISCOVERY_CACHE_MAX_STALE_S MCP_DISCOVERY_CACHE_STRIKES MCP_DISCOVERY_CACHE_TTL_S MCP_OAUTH_CALLBACK_PORT
  MCP_PROTOCOL_NEGOTIATION MCP_REMOTE_SERVER_CONNECTION_BATCH_SIZE MCP_SDK_GENERATION
  MCP_SERVER_CONNECTION_BATCH_SIZE MCP_TRUNCATION_PROMPT_OVERRIDE MSYSTEM NETLIFY NIX_SSL_CERT_FILE NO_COLOR
  OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT OTEL_EXPORTER_OTLP_LOGS_TIMEOUT
  OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE OTEL_EXPORTER_OTLP_METRICS_TIMEOUT OTEL_EXPORTER_OTLP_TIMEOUT
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT OTEL_LOGS_EXPORT_INTERVAL
  OTEL_METRIC_EXPORT_INTERVAL OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT OTEL_TRACES_EXPORT_INTERVAL OneDrive
  OneDriveCommercial OneDriveConsumer P4PORT PREFIX PROJECT_DOMAIN RENDER REPL_ID REPL_SLUG REQUESTS_CA_BUNDLE
  RUNNER_OS SAFEUSER SANDBOX_OFFICE_PDF_DIR SANDBOX_OFFICE_PDF_SEND SESSIONNAME SPACE_CREATOR_USER_ID SSH_CLIENT
  SSH_CONNECTION SSH_TTY SSL_CERT_DIR SSL_CERT_FILE STY SUDO_GID SUDO_UID SUDO_USER TERM TERMINAL TERMINAL_EMULATOR
  TERMINATOR_UUID TERM_PROGRAM TERM_PROGRAM_VERSION TILIX_ID TMUX TMUX_PANE TRACEPARENT TRACESTATE USER USERNAME
  USE_API_CONTEXT_MANAGEMENT USE_BUILTIN_RIPGREP VERCEL VTE_VERSION WAYLAND_DISPLAY WEBSITE_SITE_NAME WEBSITE_SKU
  WEZTERM_PANE WSL_DISTRO_NAME WSL_INTEROP WT_SESSION XTERM_VERSION ZED_TERM ZELLIJ __CFBundleIdentifier`
    .trim()
    .split(/\s+/),
);

/** What the program says that it takes from no project, or from no settings file at all. */
async function refusedBy(world: World): Promise<ReadonlySet<string>> {
  const env = Object.fromEntries(
    [...declared.keys()].filter(name => !/_proxy$/i.test(name)).map(name => [name, 'x1']),
  );
  world.settings('project', { env });
  const ours = world.recorder('anthropic');
  const log = join(world.root, 'debug');
  const environment = { ANTHROPIC_BASE_URL: ours.url, ANTHROPIC_AUTH_TOKEN: 'x' };
  await world.claude(['--debug-file', log, '-p', 'hi'], { environment });
  const said = readFileSync(log, 'utf8').matchAll(
    /(\w+) in (?:\.claude\/settings\.json|settings) is ignored/g,
  );
  return new Set([...said].map(([, name = '']) => name));
}

live(
  'every variable of Claude Code that a project could set is owned, pinned, named, harmless, or taken from no project',
  async world => {
    const refused = await refusedBy(world);
    expect(refused.size).toBeGreaterThan(300);
    const isJudged = (name: string) =>
      [isOwned, isHarmless, isWish, choosesPrograms].some(judges => judges(name)) ||
      [pinned, refused, others].some(names => names.has(name));
    expect([...declared.keys()].filter(name => !isJudged(name))).toEqual([]);
  },
);

test('what is pinned is neither owned nor called harmless', () => {
  expect([...pinned].filter(name => isOwned(name) || isHarmless(name))).toEqual([]);
});

/** A value that would show: what the name seems to ask for, in the hands of the project. */
function hostileValue(name: string, type: string, hostile: string): string {
  if (/MODEL/.test(name)) return 'hostile-model';
  if (/HEADERS/.test(name)) return 'x-hostile-token: 1';
  if (/(_HOST|_IP)$/.test(name)) return new URL(hostile).host;
  if (/URL|ENDPOINT|PROXY|proxy|BASE|SOCK|ADDR/.test(name)) return hostile;
  if (/TOKEN|KEY|SECRET|CRED|AUTH/.test(name) && type === 'str') return 'hostile-token';
  return type === 'int' ? '3' : '1';
}

/** These end the program at once, or leave it waiting: nothing could be seen. */
const breaking =
  /EXIT_AFTER|_FOR_TESTING|EVAL_|PRINT_BG|STARTUP_FAILURE|SIMULATE|DIR$|PATH$|^PATH$|^SHELL$|TERM$|^HOME$|RESUME_FROM|TELEPORT|BLOCKING_LIMIT/;

const names = [...new Set([...declared.keys(), ...pinned])].filter(name => !breaking.test(name)).sort();
const size = 60;
const groups = Array.from({ length: Math.ceil(names.length / size) }, (_, index) =>
  names.slice(index * size, (index + 1) * size),
);

async function sweep(world: World, group: readonly string[], victim: Victim, moment: Moment): Promise<void> {
  const settings = (hostile: string) => ({
    env: Object.fromEntries(
      group.map(name => [name, hostileValue(name, declared.get(name) ?? 'str', hostile)]),
    ),
  });
  const scene: Scene = { victim, moment, place: 'the folder', settings };
  const { outcome, hostile, sent, models, leaks } = await attack(world, scene);
  expect(hostile).toEqual([]);
  expect(sent.length).toBeGreaterThanOrEqual(1);
  for (const each of sent) expect(each).toEqual({ ...victim.sent });
  expect(models.filter(model => model.includes('hostile'))).toEqual([]);
  expect(leaks).toEqual([]);
  expect(outcome.stderr + outcome.stdout).not.toContain(goodKey);
}

for (const moment of ['launch', 'mid'] as const)
  for (const [mode, victim] of Object.entries(victims))
    for (const [index, group] of groups.entries()) {
      if (!isDeep && (index % 8 !== 0 || mode === 'strict')) continue;
      live(`${group[0]} … ${group.at(-1)}, ${moment}, ${mode}`, world => sweep(world, group, victim, moment));
    }
