import { isRecord, isTexts } from '../base/json.ts';

/*
 * The keys that cost a settings file all its effect when their value is of a wrong type: Claude Code then uses nothing of
 * it, permission rules and hooks included. Measured on 2.1.332 (2026-11-29) with every key of the schema that it shows and
 * those that its program names beside; `test/live` asks it again. Other keys are passed over where they do not fit.
 */

/** What a value must be. Lists of words: one of them. */
type Shape =
  | 'text'
  | 'switch'
  /** `null` is taken, too. */
  | 'switch or nothing'
  | 'number'
  | 'whole number'
  | 'whole number above 0'
  | 'number from 0 to 1'
  | 'time (HH:MM)'
  | 'object'
  | readonly string[]
  | { readonly wanted: string; readonly fits: (value: unknown) => boolean }
  | { readonly listOf: Shape }
  | { readonly eachKey: Shape }
  | { readonly keys: Keys; readonly needs?: readonly string[] };

type Keys = { readonly [key: string]: Shape };

const anything: Shape = { wanted: 'anything', fits: () => true };
const list: Shape = { listOf: anything };
const texts: Shape = { listOf: 'text' };
const textOrTexts: Shape = {
  wanted: 'a text or a list of texts',
  fits: value => typeof value === 'string' || isTexts(value),
};
const nameOrNames: Shape = {
  wanted: 'a name or a list of names',
  fits: value => (typeof value === 'string' && value !== '') || isTexts(value),
};
const marketplaces: Shape = {
  wanted: 'a list of objects with a source',
  fits: value =>
    value === null ||
    (Array.isArray(value) && value.every(each => isRecord(each) && typeof each.source === 'string')),
};

const plain = {
  text: `$schema apiKeyHelper proxyAuthHelper awsCredentialExport awsAuthRefresh gcpAuthRefresh processWrapper attributionProject
    model modelCatalogUrl modelCatalogPublicKey prUrlTemplate otelHeadersHelper outputStyle language advisorModel agent
    minimumVersion requiredMinimumVersion requiredMaximumVersion downloadsMirrorUrl plansDirectory timeFormat timeZone
    autoMemoryDirectory claudeMd pluginTrustMessage`,
  switch: `respectGitignore wslInheritsWindowsSettings includeCoAuthoredBy includeGitInstructions disableAllHooks
    disableReplyCheck workflowKeywordTriggerEnabled bashEditDiffEnabled respondToBashCommands allowAllClaudeAiMcps
    allowClaudeInChromeWithManagedMcp allowNestedModelAccessUnderForceLogin forceRemoteSettingsRefresh spinnerTipsEnabled
    clawdFileProgressEnabled syntaxHighlightingDisabled terminalTitleFromRename alwaysThinkingEnabled fastMode
    promptSuggestionEnabled emojiCompletionEnabled awaySummaryEnabled showClearContextOnPlanAccept prefersReducedMotion
    doneMeansMerged totalTokensReminderAfterUserTurn autoMemoryEnabled autoDreamEnabled showThinkingSummaries verbose
    autoCompactEnabled precomputeCompactionEnabled idleCompaction switchModelsOnFlag autoScrollEnabled
    wheelScrollAccelerationEnabled showTurnDuration showMessageTimestamps terminalProgressBarEnabled todoFeatureEnabled
    inputNeededNotifEnabled agentPushNotifEnabled voiceEnabled axScreenReader`,
  'switch or nothing': `syncClaudeAiSkills syncClaudeAiPlugins enforceAvailableModels enableAllProjectMcpServers
    disableClaudeAiConnectors disableBundledSkills disableDirectMcpSkills disableAgentView disableRemoteControl
    disableWorkflows disableArtifact enableArtifact enableWorkflows disableSkillShellExecution disableWindowsBashCommandSplit
    allowManagedHooksOnly allowManagedPermissionRulesOnly allowManagedMcpServersOnly disableCommandPluginSources
    disableSideloadFlags skipWebFetchPreflight fastModePerSessionOptIn responseComparisonEnabled channelsEnabled
    skipDangerousModePermissionPrompt skipWorkflowUsageWarning autoContinueAtUsageLimit fileCheckpointingEnabled
    remoteControlAtStartup isolatePeerMachines autoUploadSessions skipAutoPermissionPrompt useAutoModeDuringPlan`,
  'whole number above 0': 'cleanupPeriodDays skillListingMaxDescChars totalTokensReminderBudget',
  'whole number': 'desktopSessionCleanupPeriodDays',
  'number from 0 to 1': 'feedbackSurveyRate',
} as const satisfies Partial<Record<Extract<Shape, string>, string>>;

/** The same, or `null`. */
function orNothing(words: readonly string[]): Shape {
  return { wanted: oneOf(words), fits: value => value === null || words.some(word => word === value) };
}

let known: Keys | undefined;

/** Made when somebody asks: `cgw env` mostly finds no file to judge, and the table would be a tenth of its start. */
function settingsKeys(): Keys {
  known ??= {
    ...Object.fromEntries(
      Object.entries(plain).flatMap(([shape, names]) =>
        names.split(/\s+/).map(name => [name, shape as keyof typeof plain] as const),
      ),
    ),
    ...{
      fallbackModel: texts,
      availableModels: texts,
      allowedHttpHookUrls: texts,
      httpHookAllowedEnvVars: texts,
      pluginSuggestionMarketplaces: texts,
      companyAnnouncements: texts,
      claudeMdExcludes: texts,
      enabledMcpjsonServers: nameOrNames,
      disabledMcpjsonServers: nameOrNames,
      forceLoginOrgUUID: textOrTexts,
      workflowSizeGuideline: ['unrestricted', 'small', 'medium', 'large'],
      defaultShell: ['bash', 'powershell'],
      parentSettingsBehavior: ['first-wins', 'merge'],
      managedSourcesBehavior: ['first-wins', 'merge'],
      autoUpdatesChannel: ['latest', 'stable', 'rc'],
      tui: ['default', 'fullscreen'],
      totalTokensReminder: ['off', 'infinite', 'fixed', 'countdown', 'padded-countdown'],
      daemonColdStart: ['transient', 'ask'],
      defaultView: ['chat', 'transcript'],
      feedbackDrafts: orNothing(['notify', 'quiet', 'off']),
      disableAutoMode: orNothing(['disable']),
      disableDeepLinkRegistration: orNothing(['disable']),
      env: 'object',
      skillListingBudgetFraction: {
        wanted: 'a number above 0, at most 1',
        fits: value => typeof value === 'number' && value > 0 && value <= 1,
      },
      modelOverrides: { eachKey: 'text' },
      skillOverrides: { eachKey: ['on', 'name-only', 'user-invocable-only', 'off'] },
      enabledPlugins: { eachKey: { wanted: 'true, false or a list of texts', fits: isSwitchOrTexts } },
      pluginConfigs: {
        eachKey: { keys: { mcpServers: { eachKey: { eachKey: anything } }, options: { eachKey: anything } } },
      },
      sshConfigs: {
        listOf: { keys: { id: 'text', name: 'text', sshHost: 'text' }, needs: ['id', 'name', 'sshHost'] },
      },
      allowedChannelPlugins: {
        listOf: { keys: { marketplace: 'text', plugin: 'text' }, needs: ['marketplace', 'plugin'] },
      },
      strictKnownMarketplaces: marketplaces,
      blockedMarketplaces: marketplaces,
      fileSuggestion: { keys: { type: ['command'], command: 'text' }, needs: ['type', 'command'] },
      statusLine: {
        keys: { type: ['command'], command: 'text', padding: 'number', hideVimModeIndicator: 'switch' },
        needs: ['type', 'command'],
      },
      spinnerVerbs: { keys: { mode: ['append', 'replace'], verbs: texts }, needs: ['mode', 'verbs'] },
      permissions: {
        keys: {
          // Of these a wrong entry is passed over.
          allow: list,
          deny: list,
          ask: list,
          additionalDirectories: texts,
          defaultMode: ['acceptEdits', 'auto', 'bypassPermissions', 'default', 'dontAsk', 'manual', 'plan'],
          disableBypassPermissionsMode: ['disable'],
          disableAutoMode: ['disable'],
          blockReadsOutsideWorkingDirectories: 'switch',
          blockWritesOutsideWorkingDirectories: 'switch',
          denyInsteadOfPrompting: 'switch',
        },
      },
      worktree: { keys: { symlinkDirectories: texts, sparsePaths: texts, baseRef: ['fresh', 'head'] } },
      remote: { keys: { defaultEnvironmentId: 'text' } },
      remoteTools: { keys: { allowUnattendedServing: 'switch' } },
      voice: { keys: { enabled: 'switch', mode: ['hold', 'tap'], autoSubmit: 'switch' } },
      autoMode: {
        keys: {
          allow: texts,
          soft_deny: texts,
          hard_deny: texts,
          environment: texts,
          classifyAllShell: 'switch',
        },
      },
      breakReminder: {
        keys: {
          enabled: 'switch',
          intervalMinutes: 'whole number above 0',
          breakThresholdMinutes: 'whole number above 0',
          message: 'text',
        },
      },
      quietHours: { keys: { enabled: 'switch', start: 'time (HH:MM)', end: 'time (HH:MM)' } },
      sandbox: {
        keys: {
          enabled: 'switch',
          failIfUnavailable: 'switch',
          autoAllowBashIfSandboxed: 'switch',
          allowUnsandboxedCommands: 'switch',
          allowNestedUserNamespaces: 'switch',
          allowAppleEvents: 'switch',
          enableWeakerNestedSandbox: 'switch',
          enableWeakerNetworkIsolation: 'switch',
          excludedCommands: texts,
          ignoreViolations: { eachKey: texts },
          ripgrep: { keys: { command: 'text', args: texts }, needs: ['command'] },
          network: {
            keys: {
              allowedDomains: texts,
              deniedDomains: texts,
              allowUnixSockets: texts,
              allowMachLookup: texts,
              strictAllowlist: 'switch',
              allowManagedDomainsOnly: 'switch',
              allowAllUnixSockets: 'switch',
              allowLocalBinding: 'switch',
              httpProxyPort: 'number',
              socksProxyPort: 'number',
              tlsTerminate: 'object',
            },
          },
          filesystem: {
            keys: {
              allowWrite: texts,
              denyWrite: texts,
              denyRead: texts,
              allowRead: texts,
              allowManagedReadPathsOnly: 'switch',
              disabled: 'switch',
            },
          },
          credentials: {
            keys: {
              files: { listOf: 'object' },
              envVars: { listOf: 'object' },
              awsPairs: { listOf: 'object' },
              allowPlaintextInject: 'switch',
              sigv4: 'object',
            },
          },
        },
      },
      attribution: {
        wanted: 'true, false or an object',
        fits: value => typeof value === 'boolean' || isRecord(value),
      },
    },
  };
  return known;
}

/** A key that costs its file all its effect. */
export type WrongKey = { readonly keys: readonly string[]; readonly wanted: string };

/** What Claude Code takes no settings file for. */
export function wrongKeys(content: Readonly<Record<string, unknown>>): WrongKey[] {
  const attribution = isRecord(content.attribution)
    ? wrongIn(content.attribution, { commit: 'text', pr: 'text', sessionUrl: 'switch' }, ['attribution'])
    : [];
  return [...wrongIn(content, settingsKeys(), []), ...attribution];
}

function wrongIn(value: Readonly<Record<string, unknown>>, shapes: Keys, at: readonly string[]): WrongKey[] {
  return Object.entries(value).flatMap(([key, each]) => {
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    return shape === undefined ? [] : misfits(each, shape, [...at, key]);
  });
}

function misfits(value: unknown, shape: Shape, keys: readonly string[]): WrongKey[] {
  const no = (wanted: string): WrongKey[] => [{ keys, wanted }];
  if (typeof shape === 'string') return simple[shape](value) ? [] : no(titles[shape] ?? `a ${shape}`);
  if (isWords(shape)) return shape.some(word => word === value) ? [] : no(oneOf(shape));
  if ('fits' in shape) return shape.fits(value) ? [] : no(shape.wanted);
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return no('a list');
    return value.flatMap((each, index) => misfits(each, shape.listOf, [...keys, String(index)]));
  }
  if (!isRecord(value)) return no('an object');
  if ('eachKey' in shape)
    return Object.entries(value).flatMap(([key, each]) => misfits(each, shape.eachKey, [...keys, key]));
  const missing = (shape.needs ?? []).filter(key => value[key] === undefined);
  return [
    ...missing.map(key => ({ keys: [...keys, key], wanted: 'a value' })),
    ...wrongIn(value, shape.keys, keys),
  ];
}

const simple = {
  text: value => typeof value === 'string',
  switch: value => typeof value === 'boolean',
  'switch or nothing': value => value === null || typeof value === 'boolean',
  number: value => typeof value === 'number',
  'whole number': value => Number.isInteger(value) && Number(value) >= 0,
  'whole number above 0': value => Number.isInteger(value) && Number(value) > 0,
  'number from 0 to 1': value => typeof value === 'number' && value >= 0 && value <= 1,
  'time (HH:MM)': value => typeof value === 'string' && /^([01]?\d|2[0-3]):[0-5]\d$/.test(value),
  object: value => isRecord(value),
} as const satisfies Record<Extract<Shape, string>, (value: unknown) => boolean>;

const titles: { readonly [Name in Extract<Shape, string>]?: string } = {
  switch: 'true or false',
  'switch or nothing': 'true or false',
  object: 'an object',
};

function isWords(shape: Shape): shape is readonly string[] {
  return Array.isArray(shape);
}

function oneOf(words: readonly string[]): string {
  return `${words.length > 1 ? 'one of ' : ''}${words.map(word => `"${word}"`).join(', ')}`;
}

function isSwitchOrTexts(value: unknown): boolean {
  return typeof value === 'boolean' || isTexts(value);
}
