import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { regionVariables } from '../backends/google.ts';
import type { ProviderId } from '../backends/providers.ts';
import { providerFacts } from '../backends/providers.ts';
import type { Environment, Where } from '../base/io.ts';
import { asRecord, asText, isTexts } from '../base/json.ts';
import { mayHoldPassword } from '../base/key-looks.ts';
import { homeFolder } from '../base/paths.ts';
import { wordsIn } from '../base/quoting.ts';

/*
 * What settings files of a project may not decide, now or later: Claude Code reads them again while it runs, and the
 * overlay, which it reads once, keeps winning (observed on 2.1.332, 2026-11-28). So each of these stands in the overlay
 * of every launch, with the user’s own value, or with one that means nothing: Claude Code takes an empty string for
 * unset, and so do tools, but where a value stands beside the name. Names of the Claude Code 2.1.332 program, of its
 * runtime (Bun) and of the clouds’ SDKs. Beside them cgw owns those in `env/variables.ts`, and Claude Code itself takes
 * about 440 names from no project.
 */

/** A proxy sees the credential. */
const proxies = `HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy grpc_proxy no_grpc_proxy
  CLAUDE_CODE_HTTP_PROXY CLAUDE_CODE_HTTPS_PROXY NPM_CONFIG_PROXY NPM_CONFIG_HTTP_PROXY NPM_CONFIG_HTTPS_PROXY`;

/** Whom TLS believes, and as whom it speaks. */
const certificates = `NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED NODE_USE_SYSTEM_CA NODE_USE_OPENSSL_CA
  BUN_TLS_REFUSE_DISTRUSTED_KEYS CLAUDE_CODE_CERT_STORE CLAUDE_CODE_CLIENT_CERT CLAUDE_CODE_CLIENT_KEY
  CLAUDE_CODE_CLIENT_KEY_PASSPHRASE CLAUDE_CODE_DISABLE_LOOPED_CROSS_CERT_DROP CLAUDE_CODE_DISABLE_SELF_NAMED_CERT_DROP
  CLAUDE_CODE_DISABLE_MTLS_RELOAD_ON_STALE_CONNECTION SSLKEYLOGFILE`;

/** How requests find their way. */
const network = `CLAUDE_CODE_PROXY_RESOLVES_HOSTS CLAUDE_CODE_ENABLE_PROXY_AUTH_HELPER CLAUDE_CODE_DISABLE_PROXY_SCHEME_REPAIR
  CLAUDE_CODE_SIMULATE_PROXY_USAGE CLAUDE_CODE_WEBFETCH_USE_CCR_PROXY CLAUDE_CODE_WEBSEARCH_USE_CCR_PROXY
  CLAUDE_CODE_RUNNER_MODEL_SOCKET CLAUDE_CODE_GB_BASE_URL CLAUDE_CODE_DEV_RAW_CHANGELOG_URL CLAUDE_CODE_REMOTE_SETTINGS_PATH
  CLAUDE_CODE_IDE_HOST_OVERRIDE CLAUDE_BRIDGE_BASE_URL CLAUDE_BRIDGE_SESSION_INGRESS_URL CCR_CHECKPOINT_URL APP_URL
  CLAUDE_CODE_ARTIFACTS_API_BASE_URL CLAUDE_CODE_ARTIFACT_ASSET_BASE_URL CLAUDE_CODE_ARTIFACT_LIVE_BASE_URL
  CLAUDE_CODE_ARTIFACT_SYNC_BASE_URL CLAUDE_CODE_ARTIFACT_VIEWER_BASE_URL MCP_OAUTH_CLIENT_METADATA_URL
  CLAUDE_LOCAL_OAUTH_API_BASE CLAUDE_LOCAL_OAUTH_APPS_BASE CLAUDE_LOCAL_OAUTH_CONSOLE_BASE CLAUDE_GATEWAY_ALLOW_LOOPBACK
  CLAUDE_CODE_GATEWAY_HINT_HEADERS CLAUDE_CODE_DISABLE_HTTPS_AGENT_KEEPING AGENT_PROXY_URL AGENT_PROXY_AUTH_TOKEN
  SELF_HOSTED_RUNNER_AGENT_PROXY_URL SESSION_INGRESS_URL VOICE_STREAM_BASE_URL LOCAL_BRIDGE`;

/** As whom Claude Code speaks. */
const identity = `USE_LOCAL_OAUTH USE_STAGING_OAUTH CLAUDE_CODE_ACCOUNT_TAGGED_ID CLAUDE_CODE_DESIGN_OAUTH_CLIENT_ID
  CLAUDE_CODE_ARTIFACTS_API_TOKEN CLAUDE_CODE_HFI_BEARER_TOKEN CLAUDE_CODE_SESSION_ACCESS_TOKEN CLAUDE_CODE_SESSIONS_OAUTH_TOKEN
  CLAUDE_CODE_WEBSOCKET_AUTH_FILE_DESCRIPTOR CLAUDE_BRIDGE_OAUTH_TOKEN CLAUDE_TRUSTED_DEVICE_TOKEN CLAUDE_SESSION_INGRESS_TOKEN_FILE
  CLAUDE_CODE_LAUNCHER_RUNS_API_KEY_HELPER CLAUDE_CODE_SDK_HAS_HOST_AUTH_REFRESH CLAUDE_CODE_ENABLE_XAA MCP_CLIENT_SECRET
  MCP_XAA_IDP_CLIENT_SECRET ENVIRONMENT_SERVICE_KEY CLAUDE_CODE_EXTRA_METADATA CLAUDE_CODE_HOST_GATEWAY_LINEAGE CLAUDE_PROJECT_UUID
  CLAUDE_CODE_CHILD_SESSION CLAUDE_CODE_USER_DELEGATED_SESSION CLAUDE_CODE_USER_DELEGATED_SESSION_DIRECT_API
  CLAUDE_CODE_REMOTE_SEND_KEEPALIVES CLAUDE_CODE_SUPERVISED`;

/** Which model answers, and what else travels for it. */
const models = `CLAUDE_CODE_BG_CLASSIFIER_MODEL CLAUDE_CODE_COORDINATOR_FORCE_WORKER_INHERIT_MODEL CLAUDE_CODE_MODEL_NOBODY_CHOSE
  CLAUDE_CODE_NO_MODEL_FALLBACK CLAUDE_CODE_DISABLE_LEGACY_MODEL_REMAP CLAUDE_CODE_DISABLE_MODEL_ACCESS_FALLBACK
  FALLBACK_FOR_ALL_PRIMARY_MODELS CLAUDE_CODE_AUTO_MODE_TIER CLAUDE_CODE_INLINE_TOOLS CLAUDE_CODE_ADDITIONAL_PROTECTION
  CLAUDE_CODE_ENABLE_EXPERIMENTAL_ADVISOR_TOOL ENABLE_PROMPT_CACHING_1H_BEDROCK CLAUDE_CODE_FEATURE_FLAGS_REFRESH_INTERVAL_MS
  CLAUDE_INTERNAL_FC_OVERRIDES`;

/** What is written down or sent elsewhere of what travels. */
const logging = `BUN_CONFIG_VERBOSE_FETCH NODE_DEBUG NODE_DEBUG_NATIVE ANTHROPIC_LOG DEBUG DEBUG_SDK DEBUG_CLAUDE_AGENT_SDK CLAUDE_DEBUG
  CLAUDE_CODE_DEBUG_LOG_LEVEL CLAUDE_CODE_SESSION_LOG CLAUDE_CODE_TERMINAL_RECORDING CLAUDE_CODE_REMOTE_RAW_EVENTS_FILE
  CLAUDE_CODE_TEE_SDK_STDOUT CLAUDE_CODE_BYOC_ENABLE_DATADOG CLAUDE_CODE_ENABLE_TELEMETRY CLAUDE_CODE_OTEL_DIAG_STDERR
  CLAUDE_CODE_PROPAGATE_TRACEPARENT VITALS_EMITTER_BIN ANT_CLAUDE_CODE_METRICS_ENDPOINT
  OTEL_LOG_USER_PROMPTS OTEL_LOG_TOOL_DETAILS OTEL_LOG_TOOL_CONTENT OTEL_LOG_ASSISTANT_RESPONSES OTEL_LOG_RAW_API_BODIES
  OTEL_METRICS_EXPORTER OTEL_LOGS_EXPORTER OTEL_TRACES_EXPORTER OTEL_RESOURCE_ATTRIBUTES OTEL_SDK_DISABLED
  OTEL_EXPORTER_OTLP_ENDPOINT OTEL_EXPORTER_OTLP_METRICS_ENDPOINT OTEL_EXPORTER_OTLP_LOGS_ENDPOINT
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT OTEL_EXPORTER_OTLP_HEADERS OTEL_EXPORTER_OTLP_METRICS_HEADERS
  OTEL_EXPORTER_OTLP_LOGS_HEADERS OTEL_EXPORTER_OTLP_TRACES_HEADERS OTEL_EXPORTER_OTLP_PROTOCOL OTEL_EXPORTER_OTLP_CERTIFICATE
  OTEL_EXPORTER_OTLP_CLIENT_KEY OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE OTEL_EXPORTER_PROMETHEUS_HOST OTEL_EXPORTER_PROMETHEUS_PORT
  ANT_OTEL_METRICS_EXPORTER ANT_OTEL_LOGS_EXPORTER ANT_OTEL_TRACES_EXPORTER ANT_OTEL_EXPORTER_OTLP_ENDPOINT
  ANT_OTEL_EXPORTER_OTLP_HEADERS ANT_OTEL_EXPORTER_OTLP_PROTOCOL ANT_OTEL_RESOURCE_ATTRIBUTES OTEL_EXPORTER_OTLP_LOGS_PROTOCOL
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL OTEL_EXPORTER_OTLP_TRACES_PROTOCOL OTEL_LOG_MANAGED_SETTINGS OTEL_RESOURCE_INCLUDE_HOST
  ENABLE_ENHANCED_TELEMETRY_BETA`;

/** What Claude Code or its runtime runs around everything else. */
const programs = `NODE_OPTIONS BUN_OPTIONS BUN_BE_BUN BUN_INSPECT BUN_INSPECT_CONNECT_TO BUN_INSPECT_NOTIFY
  CLAUDE_CODE_SHELL_PREFIX CLAUDE_CODE_RESUME_HINT_COMMAND CLAUDE_PTY_HOST_EXEC CLAUDE_SSH_LOCAL_BINARY SDK_NATIVE_BIN CLAUDE_ENV_FILE
  CLAUDE_MEMORY_STORES LD_PRELOAD LD_AUDIT`;

/** What Claude Code hands to its own parts: sockets, sessions, launches, checks of what it may. */
const ownParts = `CCR_ON_BRANCH_DEFAULT_GUARD CLAUDE_AGENTS_SELECT CLAUDE_AGENT_SDK_CLIENT_APP CLAUDE_AGENT_SDK_VERSION
  CLAUDE_ARTIFACT_HOST_GRANT CLAUDE_BG_AUTH_SNAPSHOT_PATH CLAUDE_BG_AUTO_MEMORY_OFF CLAUDE_BG_BACKEND
  CLAUDE_BG_CARRIED_PROMPTS_SHA256 CLAUDE_BG_CLAIM_AUTH CLAUDE_BG_DISPATCH_ENTRYPOINT CLAUDE_BG_GATEWAY_WITHHELD
  CLAUDE_BG_ISOLATION CLAUDE_BG_MEMORY_TOGGLED_OFF CLAUDE_BG_PTY_AUTH CLAUDE_BG_RENDEZVOUS_SOCK
  CLAUDE_BG_RV_AUTH CLAUDE_BG_SESSION_CREDENTIAL CLAUDE_BG_SESSION_PERMISSION_RULES CLAUDE_BG_SOCKET_TOKENS_PATH
  CLAUDE_BG_SOCK_ADMIT_SILENT_PEERS CLAUDE_BG_SOURCE CLAUDE_BG_TCC_DISCLAIMED CLAUDE_BG_WORKSPACE_TRUSTED
  CLAUDE_BRIDGE_REATTACH_GROUPING CLAUDE_BRIDGE_REATTACH_OWNER_ACCT CLAUDE_BRIDGE_REATTACH_OWNER_ORG
  CLAUDE_BRIDGE_REATTACH_SESSION CLAUDE_CLIENT_PRESENCE_FILE CLAUDE_CODE_AGENT
  CLAUDE_CODE_AUTO_MODE_EXTERNAL_PERMISSIONS CLAUDE_CODE_AUTO_MODE_FULL_CONTEXT CLAUDE_CODE_BRIDGE_SESSION_ID
  CLAUDE_CODE_CHILD_NOTES_DIR CLAUDE_CODE_EMIT_SESSION_STATE_EVENTS CLAUDE_CODE_ENVIRONMENT_RUNNER_VERSION
  CLAUDE_CODE_EVAL_CONFINED CLAUDE_CODE_EVAL_INTERVIEW_SESSION CLAUDE_CODE_FORCE_BRIDGE
  CLAUDE_CODE_FORCE_SESSION_PERSISTENCE CLAUDE_CODE_HOST_ALLOW_RESETS_DENIAL_STREAK CLAUDE_CODE_HOST_PLATFORM
  CLAUDE_CODE_LAUNCHED_BY_SESSION_IDS CLAUDE_CODE_PROJECT_DIR_NAME CLAUDE_CODE_RELAUNCH_BYPASS_SWITCH
  CLAUDE_CODE_RELAUNCH_HOME_TRUST CLAUDE_CODE_RELAUNCH_RESUME_HINT_FLAGS CLAUDE_CODE_RELAUNCH_SANDBOX_HOLD
  CLAUDE_CODE_RELAUNCH_SEAT_LAUNCH CLAUDE_CODE_RELAUNCH_TERMINAL_SIZE CLAUDE_CODE_REPO_CHECKOUTS
  CLAUDE_CODE_RESUME_FROM_SESSION CLAUDE_CODE_RESUME_INTERRUPTED_TURN_MAX_AGE_MS CLAUDE_CODE_RESUME_PROMPT
  CLAUDE_CODE_RESUME_REASON CLAUDE_CODE_RESUME_SOURCE_ALIVE CLAUDE_CODE_SCRATCHPAD_DIR CLAUDE_CODE_SESSION_KIND
  CLAUDE_CODE_SESSION_NAME CLAUDE_CODE_SHELL CLAUDE_CODE_SIMPLE_SYSTEM_PROMPT
  CLAUDE_CODE_SKIP_FAST_MODE_ORG_CHECK CLAUDE_CODE_SKIP_MODEL_ACCESS_MEMORY CLAUDE_CODE_SUBAGENT_EFFORT
  CLAUDE_CODE_SUPPRESS_SESSION_ATTRIBUTION CLAUDE_CODE_TMUX_SESSION CLAUDE_CODE_TWO_STAGE_CLASSIFIER
  CLAUDE_CODE_USER_DELEGATED_SESSION_ALLOWED_CHECK_MODELS CLAUDE_CODE_USER_DELEGATED_SESSION_ANY_CHECK_MODEL
  CLAUDE_CODE_USER_DELEGATED_SESSION_ROUTINE_SERVER_CHECK_PROVIDERS
  CLAUDE_CODE_USER_DELEGATED_SESSION_SERVER_CHECK_PROVIDERS CLAUDE_CODE_WORKER_CHECKIN_SCHEDULE
  CLAUDE_CODE_WORKSPACE_HOST_PATHS CLAUDE_COWORK_MEMORY_EXTRA_GUIDELINES CLAUDE_COWORK_MEMORY_GUIDELINES
  CLAUDE_COWORK_MEMORY_INDEX_CONTENT CLAUDE_GATEWAY_IDP_CONNECT_BY_HOSTNAME CLAUDE_GATEWAY_LOG_FORMAT
  CLAUDE_GATEWAY_LOG_LEVEL CLAUDE_GATEWAY_PROXY_IS_EGRESS_BOUNDARY CLAUDE_INTERNAL_ASSISTANT_TEAM_NAME
  CLAUDE_INTERNAL_SESSION_TASK_LIST_ID CLAUDE_PTY_HOST_NO_STABLE_PATH CLAUDE_RELAUNCH_SESSION_ADD_DIRS
  CLAUDE_REMOTE_CONTROL_SESSION_NAME_PREFIX CLAUDE_RUNNER_CLIENT_PLATFORM CLAUDE_RUNNER_FETCH_DEPTH
  CLAUDE_RUNNER_FETCH_SERVER_PROGRESS_CAP_MS CLAUBBIT IS_DEMO IS_SANDBOX SANDBOX_RUNTIME ALLOW_ANT_COMPUTER_USE_MCP
  SYSTEM_REMINDER_MEMORY_CONTEXT ULTRAPLAN_PROMPT_FILE`;

/**
 * Wishes to be left alone. A project may have them, too; the user’s own it does not undo (an empty one sent Claude Code to
 * Anthropic’s servers beside the profile’s).
 */
const wishes: ReadonlySet<string> = new Set(
  wordsIn(`CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC DISABLE_TELEMETRY DISABLE_ERROR_REPORTING DO_NOT_TRACK DISABLE_AUTOUPDATER
    DISABLE_UPDATES DISABLE_GROWTHBOOK CLAUDE_CODE_DISABLE_FEATURE_FLAGS CLAUDE_CODE_DISABLE_FEEDBACK_SURVEY`),
);

const everywhere = [ownParts, proxies, certificates, network, identity, models, logging, programs].flatMap(
  wordsIn,
);

/** What the SDK of a cloud goes by: pinned where the launch uses it, since a project may need it for its own tools. */
const byChain = {
  aws: wordsIn(`AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE AWS_CONFIG_FILE
    AWS_SHARED_CREDENTIALS_FILE AWS_CONTAINER_CREDENTIALS_FULL_URI AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
    AWS_CONTAINER_AUTHORIZATION_TOKEN AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE AWS_EC2_METADATA_DISABLED
    AWS_EC2_METADATA_SERVICE_ENDPOINT AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN
    AWS_ROLE_SESSION_NAME AWS_ENDPOINT_URL AWS_ENDPOINT_URL_BEDROCK AWS_ENDPOINT_URL_BEDROCK_RUNTIME AWS_ENDPOINT_URL_STS
    AWS_ENDPOINT_URL_SSO AWS_ENDPOINT_URL_SSO_OIDC AWS_IGNORE_CONFIGURED_ENDPOINT_URLS AWS_CA_BUNDLE AWS_USE_FIPS_ENDPOINT
    AWS_USE_DUALSTACK_ENDPOINT CLAUDE_CODE_SKIP_AWS_CRED_CACHE`),
  google:
    wordsIn(`GOOGLE_APPLICATION_CREDENTIALS google_application_credentials GOOGLE_CLOUD_PROJECT google_cloud_project
    GCLOUD_PROJECT gcloud_project GOOGLE_CLOUD_QUOTA_PROJECT GOOGLE_CLOUD_UNIVERSE_DOMAIN GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES
    GCE_METADATA_HOST GCE_METADATA_IP GCE_METADATA_ROOT METADATA_SERVER_DETECTION DETECT_GCP_RETRIES CLOUDSDK_CONFIG
    CLOUDSDK_ACTIVE_CONFIG_NAME CLOUDSDK_CORE_PROJECT CLOUDSDK_CORE_ACCOUNT CLOUDSDK_AUTH_ACCESS_TOKEN`),
  azure:
    wordsIn(`IDENTITY_ENDPOINT IDENTITY_HEADER IDENTITY_SERVER_THUMBPRINT MSI_ENDPOINT MSI_SECRET IMDS_ENDPOINT
    AZURE_POD_IDENTITY_AUTHORITY_HOST AZURE_AUTHORITY_HOST AZURE_TENANT_ID AZURE_CLIENT_ID AZURE_CLIENT_SECRET
    AZURE_CLIENT_CERTIFICATE_PATH AZURE_CLIENT_CERTIFICATE_PASSWORD AZURE_USERNAME AZURE_PASSWORD AZURE_FEDERATED_TOKEN_FILE
    AZURE_ADDITIONALLY_ALLOWED_TENANTS AZURE_TOKEN_CREDENTIALS AZURE_CONFIG_DIR AZURE_REGIONAL_AUTHORITY_NAME`),
} as const;

/** All names that are pinned in a launch, whichever the provider. */
export const pinnedAnywhere: readonly string[] = [...everywhere, ...Object.values(byChain).flat()];

/** Names that are pinned in a launch to a provider. */
export function pinnedNames(provider: ProviderId): readonly string[] {
  const { chain } = providerFacts(provider);
  return chain === undefined ? everywhere : [...everywhere, ...byChain[chain]];
}

/** Whether a variable says that nothing may be sent but what is needed. */
export function isWish(name: string): boolean {
  return wishes.has(name);
}

/** Proxies and certificates, which provider-managed mode takes from the process alone. */
export function isNetwork(name: string): boolean {
  return networkNames.has(name);
}

const networkNames: ReadonlySet<string> = new Set([
  ...[proxies, certificates].flatMap(wordsIn),
  'CLAUDE_CODE_PROXY_RESOLVES_HOSTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
]);

/**
 * What the overlay says of each pinned variable. A value that may be a secret is left out, because the overlay is a file.
 * @param own what the user’s own settings and shell say
 */
export function pinnedEnvironment(own: Environment, provider: ProviderId, io: Where): Record<string, string> {
  const nothing = valueOfNothing(own, io);
  const pinned: Record<string, string> = {};
  for (const name of pinnedNames(provider)) {
    const value = Object.hasOwn(own, name) ? own[name] : undefined;
    if (value === undefined || value === '') pinned[name] = nothing[name] ?? '';
    else if (!mayNotBeWritten(name, value)) pinned[name] = value;
  }
  for (const name of wishes) {
    const value = own[name];
    if (value) pinned[name] = value;
  }
  // Claude Code reads one a model, and a plan clears only those that somebody has set.
  if (provider === 'vertex') for (const name of Object.values(regionVariables)) pinned[name] = '';
  // Of the two that name AWS’s region this one wins; an empty one would leave the choice to the other.
  const region = own.AWS_REGION || own.AWS_DEFAULT_REGION;
  if (region && providerFacts(provider).chain === 'aws') pinned.AWS_REGION = region;
  return pinned;
}

/** What an empty string would change for programs that inherit it, with the value that they would take without it. */
function valueOfNothing(own: Environment, io: Where): Readonly<Record<string, string>> {
  const home = homeFolder(io);
  const adc = join(
    own.CLOUDSDK_CONFIG || join(home, '.config', 'gcloud'),
    'application_default_credentials.json',
  );
  return {
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
    // The SDKs prefer a profile to keys in the environment.
    ...(own.AWS_ACCESS_KEY_ID ? {} : { AWS_PROFILE: 'default', AWS_DEFAULT_PROFILE: 'default' }),
    ...(existsSync(adc) ? { GOOGLE_APPLICATION_CREDENTIALS: adc } : {}),
    CLOUDSDK_CONFIG: join(home, '.config', 'gcloud'),
    GCE_METADATA_ROOT: 'metadata.google.internal',
    AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com',
    AZURE_CONFIG_DIR: join(home, '.azure'),
  };
}

/**
 * A password in a proxy’s address, a cloud’s key: such a value must not be written to a file. AWS’s key ID is none, and
 * with it pinned another secret signs for no other account.
 */
export function mayNotBeWritten(name: string, value: string): boolean {
  // A proxy may be named without a scheme.
  if (/proxy$/i.test(name) && value.includes('@')) return true;
  return (
    mayHoldPassword(value) ||
    /IDENTITY_HEADER|SECRET|TOKEN(?!S)|SESSION|PASSWORD$|PASSPHRASE|HEADERS|_KEY$/.test(name)
  );
}

/**
 * Settings keys beside `env` that decide about models, programs and logs, with the value that means nothing: an empty
 * text counts as none, and a wrong type would cost the whole overlay (observed).
 */
const pinnedKeys = {
  model: '',
  agent: '',
  advisorModel: '',
  enforceAvailableModels: false,
  fallbackModel: [],
  modelCatalogUrl: '',
  proxyAuthHelper: '',
  otelHeadersHelper: '',
  awsAuthRefresh: '',
  awsCredentialExport: '',
  gcpAuthRefresh: '',
  processWrapper: '',
} as const satisfies Record<string, string | boolean | readonly string[]>;

/** `modelOverrides` renames these alone (observed on 2.1.332, 2026-11-29). */
const knownModels = `claude-3-5-haiku claude-3-5-sonnet claude-3-7-sonnet claude-fable-5 claude-fable-5-1 claude-fable-5-2
  claude-haiku-4-5 claude-haiku-5-5 claude-mythos-5 claude-mythos-5-1 claude-mythos-5-2 claude-mythos-preview claude-opus-4-0
  claude-opus-4-1 claude-opus-4-5 claude-opus-4-6 claude-opus-4-7 claude-opus-4-8 claude-opus-5 claude-opus-5-5
  claude-sonnet-4-0 claude-sonnet-4-5 claude-sonnet-4-6 claude-sonnet-5 claude-sonnet-5-5`;

/**
 * What the overlay says of each pinned key: as the user’s own settings file, else nothing.
 * @param named the models that the plan names, the main one first
 */
export function pinnedSettings(
  user: Readonly<Record<string, unknown>> = {},
  named: readonly string[] = [],
): Record<string, unknown> {
  const pinned = Object.fromEntries(
    Object.entries(pinnedKeys).map(([key, nothing]) => {
      const own = user[key];
      const fits = Array.isArray(nothing) ? isTexts(own) : typeof own === typeof nothing;
      return [key, fits ? own : nothing];
    }),
  );
  const renamed = asRecord(user.modelOverrides);
  const models = [...wordsIn(knownModels), ...named].map(
    // A value that is not a text would cost the whole overlay.
    model => [model, asText(renamed[model])] as const,
  );
  return { ...pinned, modelOverrides: Object.fromEntries(models), ...allowedModels(user, named) };
}

/**
 * Lists of allowed models add up, so what is listed here no project can forbid; where no list is, one of a project would
 * forbid the profile’s model, and an empty one all but the default (observed).
 */
function allowedModels(
  user: Readonly<Record<string, unknown>>,
  named: readonly string[],
): { readonly availableModels?: readonly string[] } {
  const { availableModels: own, model } = user;
  if (isTexts(own)) return { availableModels: [...own, ...named] };
  if (named.length === 0) return {};
  const chosen = typeof model === 'string' && model !== '' ? [model] : [];
  return { availableModels: ['claude', 'opus', 'sonnet', 'haiku', 'fable', ...named, ...chosen] };
}
