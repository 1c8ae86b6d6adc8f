import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { pinnedSettings } from '../../src/claude/pinned-variables.ts';
import { claude } from '../live/programs.ts';

/*
 * Every key of a settings file that the program knows (2.1.332, 2026-11-29) is judged: pinned by the overlay, or left to a
 * project for one of these reasons. What is new in a version stands in no list.
 */

/** Costs and thoroughness. */
const effort = `
  alwaysThinkingEnabled attributionProject autoCompactEnabled autoCompactOfferAnswer autoCompactRaisedForLoad
  autoCompactWindow autoContinueAtUsageLimit effortLevel fastMode fastModePerSessionOptIn idleCompaction
  maxEffortLevel modelPicker modelPricing modelSettings precomputeArmTokens precomputeCompactionEnabled
  promptCacheTtl showThinkingSummaries subagentPromptCacheTtl switchModelsOnFlag totalTokensReminder
  totalTokensReminderAfterUserTurn totalTokensReminderBudget ultracode`;

/** Observed to change no request of a project’s. */
const idle = `
  allowedProviders availableModelsMatch deniedModels downloadsMirrorUrl forceLoginGatewayUrl forceLoginMethod
  forceLoginOrgUUID minimumVersion modelCatalogPublicKey requiredMaximumVersion requiredMinimumVersion`;

/** What a project can start and allow (`project-programs.ts`). */
const programs = `
  additionalDirectoryConfigRoots additionalMarketplaces allowedMcpServers appendPlugins defaultShell
  deniedMcpServers disabledMcpjsonServers enableAllProjectMcpServers enabledMcpjsonServers enabledPlugins
  extraKnownMarketplaces fileSuggestion hooks httpHookAllowedEnvVars managedMcpServers permissions pluginConfigs
  pluginSuggestionMarketplaces prependPlugins remoteTools sandbox skillOverrides sshConfigs sshHostCommands
  statusLine subagentStatusLine worktree`;

/** Screens, limits, memory, updates, and what only an administrator may say. */
const rest = `
  $schema agentPushNotifEnabled allowAllClaudeAiMcps allowClaudeInChromeWithManagedMcp allowManagedHooksOnly
  allowManagedMcpServersOnly allowManagedPermissionRulesOnly allowNestedModelAccessUnderForceLogin
  allowedChannelPlugins allowedHttpHookUrls allowedMarketplaces askUserQuestionTimeout attribution
  attributionProjectPolicy autoDreamEnabled autoMemoryDirectory autoMemoryEnabled autoScrollEnabled
  autoUpdatesChannel autoUploadSessions awaySummaryEnabled bashEditDiffEnabled bashOutputMaxChars
  blockedMarketplaces breakReminder channelsEnabled claudeMd claudeMdExcludes clawdFileProgressEnabled
  cleanupPeriodDays companyAnnouncements crossSessionInbound daemonColdStart desktopMcpServersListScope
  desktopSessionCleanupPeriodDays dialogExpiry disableAgentView disableAllHooks disableArtifact disableAutoMode
  disableBundledSkills disableClaudeAiConnectors disableCommandPluginSources disableRemoteControl disableReplyCheck
  disableSideloadFlags disableSkillShellExecution disableWindowsBashCommandSplit disableWorkflows doneMeansMerged
  editorMode emojiCompletionEnabled enableArtifact enableWorkflows feedbackDrafts feedbackSurveyRate
  fileCheckpointingEnabled footerLinksRegexes forceRemoteSettingsRefresh gatewayInternalNetworks includeCoAuthoredBy
  includeGitInstructions inputNeededNotifEnabled isolatePeerMachines keybindingFlavor language
  managedSourcesBehavior maxProseWidth modelProposedGoals outputStyle parentSettingsBehavior plansDirectory
  pluginTrustMessage policyHelper policyHelpers prUrlTemplate preferredNotifChannel prefersReducedMotion
  promptSuggestionEnabled quietHours remote remoteControl remoteControlAtStartup remoteMessageReceipts
  respectGitignore respondToBashCommands responseComparisonEnabled showClearContextOnPlanAccept
  showMessageTimestamps showTurnDuration skillListingBudgetFraction skillListingMaxDescChars
  skipDangerousModePermissionPrompt skipWebFetchPreflight skipWorkflowUsageWarning spellcheck spinnerTipsEnabled
  spinnerTipsOverride spinnerVerbs strictKnownMarketplaces strictPluginOnlyCustomization syncClaudeAiPlugins
  syncClaudeAiSkills syntaxHighlightingDisabled taskOutputMaxChars terminalProgressBarEnabled
  terminalTitleFromRename theme timeFormat timeZone todoFeatureEnabled tui verbose viewMode vimInsertModeRemaps
  voice wheelScrollAccelerationEnabled workflowKeywordTriggerEnabled workflowSizeGuideline
  wslInheritsWindowsSettings`;

/** Set by the overlay in another way: with the plan, the helper, the profile’s models, the mode. */
const otherwise = 'env apiKeyHelper availableModels teammateMode';

const left = [effort, idle, programs, rest, otherwise].flatMap(text => text.trim().split(/\s+/));

/** The keys at the top of the program’s schema of a settings file: each is a function that makes the type. */
function settingsKeys(): readonly string[] {
  const program = readFileSync(claude);
  const begin = program.lastIndexOf('{$schema:()=>', program.indexOf('apiKeyHelper:()=>'));
  const text = program.subarray(begin, begin + 200_000).toString('latin1');
  const keys: string[] = [];
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if ('"\'`'.includes(char)) quote = char;
    else if ('({['.includes(char)) depth++;
    else if (')}]'.includes(char)) depth--;
    if (depth === 0) return keys;
    const [, key] = depth === 1 ? (/^[{,]([$\w]+):\(\)=>/.exec(text.slice(at, at + 80)) ?? []) : [];
    if (key !== undefined && quote === '') keys.push(key);
  }
  throw new Error('the program holds its schema in another way: fix settingsKeys');
}

test('every key of a settings file is pinned, or known to be harmless in a project', () => {
  const judged = new Set([...Object.keys(pinnedSettings()), ...left]);
  expect(settingsKeys().length).toBeGreaterThan(150);
  expect(settingsKeys().filter(key => !judged.has(key))).toEqual([]);
});

test('no key is judged twice', () => {
  expect(left.filter(key => key in pinnedSettings())).toEqual([]);
  expect(left.length).toBe(new Set(left).size);
});
