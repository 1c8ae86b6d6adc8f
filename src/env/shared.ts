/**
 * Variables that profiles set but other programs (or the user’s own preferences) use too. A plan sets them
 * only when the profile says so; it clears them only where `CGW_SET` shows that cgw itself set them there.
 */
export const sharedVariables = {
  AWS_PROFILE: 'profile of the AWS credential chain',
  AWS_REGION: 'AWS region',
  CLAUDE_CONFIG_DIR: 'folder of Claude Code’s settings and login',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: 'no telemetry, updates or surveys (any value counts as on)',
  CLAUDE_CODE_SUBPROCESS_ENV_SCRUB: 'no credential in the environment of tools and hooks',
} as const;

export type SharedName = keyof typeof sharedVariables;
