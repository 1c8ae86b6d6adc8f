import { wordsIn } from '../base/quoting.ts';
import { pinnedSettings } from './pinned-variables.ts';

/*
 * The keys of a settings file that Claude Code 2.1.332 knows (read 2026-11-29) and the overlay does not pin: they are left
 * to a project for one of these reasons.
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

export const settingsKeysLeft: ReadonlySet<string> = new Set(
  [effort, idle, programs, rest, otherwise].flatMap(wordsIn),
);

/** The keys of a settings file that cgw has judged. */
export function knownSettingsKeys(): ReadonlySet<string> {
  return new Set([...settingsKeysLeft, ...Object.keys(pinnedSettings())]);
}
