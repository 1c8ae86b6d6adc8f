import type { Situation } from './situation.ts';
import type { View } from './views.ts';

/** `error`: it does not work, or goes elsewhere; `warning`: it may; `note`: worth knowing. The worst first. */
export const severities = ['error', 'warning', 'note'] as const;

export type Severity = (typeof severities)[number];

/** What doctor can find: part of the interface (`doctor --json`). */
export const findingIds = [
  'config-damaged',
  'profile-invalid',
  'relative-folder',
  'default-gone',
  'role-gone',
  'pin-gone',
  'pin-ignored',
  'permissions-wide',
  'stale-overlays',

  'shell-profile-gone',
  'shell-stale',
  'background-agents',

  'claude-missing',
  'claude-several',
  'claude-too-old',
  'claude-unknown-names',

  'settings-not-json',
  'managed-settings',
  'settings-override',
  'settings-wrong-type',
  'leftover-settings',
  'helper-profile-gone',
  'helper-gone',
  'literal-variable',
  'project-settings',

  'use-gateway',
  'several-clouds',
  'two-credentials',
  'login-to-gateway',
  'pass-through-without-token',
  'secret-unavailable',
  'secret-file-readable',
  'plaintext-secret',

  'custom-headers-rejected',
  'custom-headers-lost',
  'secret-in-log',
  'presence-only',
  'deprecated-variable',
  'betas-refused',
  'auto-mode',
  'tools-hidden',
  'asked-in-vain',
  'versions-unmeasured',
  'upgrade-changes',

  'proxy-incomplete',
  'ca-unusable',

  'place-missing',
  'base-url',
  'model-name',
  'models-unlisted',
  'model-retires',
  'aws-region-missing',
  'aws-region-conflict',
  'aws-profile-missing',
  'aws-credentials-missing',
  'aws-sso-expired',
  'google-project-missing',
  'google-project-overridden',
  'google-credentials-missing',
  'vertex-region-missing',
  'litellm-malicious',

  'check-failed',
  'check-stale',
] as const;

export type FindingId = (typeof findingIds)[number];

/** Something that is wrong or worth knowing. It never holds a secret. */
export type Finding = {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly what: string;
  /** What shows it: places (`FILE:LINE`), variables with harmless or hidden values, and facts with their source. */
  readonly evidence: readonly string[];
  /** What to do, in words. */
  readonly fix: string;
  /** A command line that does it, where there is one. */
  readonly command: string | null;
  /** The profile it concerns; null: this shell or this machine. */
  readonly profile: string | null;
  /** What `--fix` may do about it. */
  readonly fixes?: readonly Fix[];
};

/** Something that cgw can safely fix by itself. */
export type Fix =
  | { readonly kind: 'permissions'; readonly path: string; readonly mode: number }
  | { readonly kind: 'remove-overlay'; readonly path: string }
  /** Only ever in the user’s own settings file. */
  | { readonly kind: 'take-out'; readonly path: string; readonly keys: readonly string[] };

/** Looks for one kind of trouble. Pure. */
export type Detector = (situation: Situation, views: readonly View[]) => Finding[];

/** A finding about the profile of a view. */
export type ViewFinding = Omit<Finding, 'profile'>;

/** Looks for it in one way of starting Claude Code. */
export type ViewDetector = (view: View, situation: Situation) => ViewFinding[];
