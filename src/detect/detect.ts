import { isAbsolute, join } from 'node:path';
import type { Here } from '../base/io.ts';
import { isRecord, parseObject } from '../base/json.ts';
import { homeFolder, tildePath } from '../base/paths.ts';
import { envOf } from '../claude/settings-files.ts';
import { awsCandidates, awsProfileRegion, readAwsProfiles } from './aws.ts';
import { claudeCandidates } from './claude-code.ts';
import type { Helper } from './fields.ts';
import { type FoundText, readFound, readText } from './files.ts';
import { gatewayCandidates } from './gateways.ts';
import { googleCandidates, googleProjects, readGoogle } from './google.ts';
import { helperReference } from './helper-command.ts';
import { type Offer, type OfferDraft, offersFrom } from './offer.ts';
import { exportedVariables, withoutCgw, withSettings } from './variables.ts';

/** What the user’s settings of Claude Code say about where requests go. */
type UserSettings = {
  readonly env: Readonly<Record<string, string>>;
  readonly helper: Helper | undefined;
  readonly where: string;
};

function readUserSettings(here: Here): UserSettings | undefined {
  const home = homeFolder(here);
  const path = join(here.environment.CLAUDE_CONFIG_DIR ?? join(home, '.claude'), 'settings.json');
  const content = parseObject(readText(path));
  if (content === undefined) return undefined;
  const where = tildePath(path, here);
  const { apiKeyHelper } = content;
  return {
    env: envOf(content),
    helper:
      typeof apiKeyHelper === 'string' && apiKeyHelper.trim() !== ''
        ? { reference: helperReference(apiKeyHelper, home), where }
        : undefined,
    where,
  };
}

/** The files in which Claude Code keeps a login; on macOS the credentials are in the keychain instead. */
type LoginFiles = {
  readonly credentials: FoundText | undefined;
  /** Its global settings, which name the account. */
  readonly global: FoundText | undefined;
  /** The folder of both, when it is not the usual one. */
  readonly configDir: string | undefined;
};

/** Where Claude Code looks (read in its program). */
function readLogin(here: Here): LoginFiles {
  const configDir = here.environment.CLAUDE_CONFIG_DIR;
  const folder = configDir ?? join(homeFolder(here), '.claude');
  return {
    credentials: readFound(join(folder, '.credentials.json'), here),
    global:
      readFound(join(folder, '.config.json'), here) ??
      readFound(join(configDir ?? homeFolder(here), '.claude.json'), here),
    configDir,
  };
}

/** The plans by the names that Claude Code stores. */
const plans: { readonly [type: string]: string } = {
  free: 'Free',
  pro: 'Pro',
  max: 'Max',
  team: 'Team',
  enterprise: 'Enterprise',
};

/** A stored login; of its tokens only that they are there. */
function loginCandidates({ credentials, global, configDir }: LoginFiles): OfferDraft[] {
  const login = parseObject(credentials?.text)?.claudeAiOauth;
  const account = parseObject(global?.text)?.oauthAccount;
  const signedIn = isRecord(login) && typeof login.accessToken === 'string' && login.accessToken !== '';
  const named = isRecord(account) && typeof account.accountUuid === 'string';
  if (!signedIn && !named) return [];
  const email = named ? emailOf(account.emailAddress) : undefined;
  const plan = signedIn ? planOf(login.subscriptionType) : undefined;
  return [
    {
      lead: `Claude login${email === undefined ? '' : ` of ${email}`}${plan === undefined ? '' : ` (${plan})`}`,
      where: (signedIn ? credentials?.where : global?.where) ?? '',
      preset: 'subscription',
      name: 'subscription',
      fields: configDir !== undefined && isAbsolute(configDir) ? { configDir } : {},
      notes: [],
    },
  ];
}

function emailOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.+-]{1,64}@[\w.-]{1,80}$/.test(value) ? value : undefined;
}

function planOf(type: unknown): string | undefined {
  return typeof type === 'string' && Object.hasOwn(plans, type) ? plans[type] : undefined;
}

/**
 * What this machine has that a profile can be made of, what is in force first. Reads a few small files; starts
 * nothing, asks nobody, writes nothing, never throws, and keeps no credential.
 */
export function detect(io: Here): Offer[] {
  const environment = withoutCgw(io.environment);
  const here = { ...io, environment };
  const aws = readAwsProfiles(here);
  const google = readGoogle(here);
  const exported = exportedVariables(environment);
  const settings = readUserSettings(here);
  const context = {
    environment,
    awsRegion: (name: string | undefined) => awsProfileRegion(aws, name),
    googleProject: googleProjects(google, environment)[0]?.id,
    helper: settings?.helper,
  };
  return offersFrom([
    ...(settings === undefined
      ? []
      : claudeCandidates(withSettings(exported, settings.env, settings.where), context)),
    ...claudeCandidates(exported, { ...context, helper: undefined }),
    ...gatewayCandidates(exported),
    ...loginCandidates(readLogin(here)),
    ...awsCandidates(aws, environment),
    ...googleCandidates(google, environment),
  ]);
}
