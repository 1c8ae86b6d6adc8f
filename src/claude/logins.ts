import { join } from 'node:path';
import { readJson } from '../base/bounded-read.ts';
import type { Environment, Io } from '../base/io.ts';
import { asRecord, isRecord, isText } from '../base/json.ts';
import { claudeFolder } from '../base/paths.ts';
import { damagedGlobalFile, globalFile } from './global-config.ts';
import { effectiveEnvironment } from './precedence.ts';
import type { SettingsFile } from './settings-files.ts';

/** What Claude Code keeps of sign-ins on this machine, and of answers about keys. None of it is a secret. */
export type Logins = {
  /** A key of `/login` with a Console account: it is sent beside a token, to any server (observed on 2.1.332). */
  readonly key: boolean;
  /** A claude.ai login; null where the system’s keychain may hold one, which is not asked. */
  readonly claudeAi: boolean | null;
  /** The plan of its account, as far as it is known; it decides which model is the default (observed on 2.1.332). */
  readonly plan?: string;
  /** The file that keeps all this, where it is damaged: Claude Code does not start then. */
  readonly damaged?: string;
  /** Ends of keys to which the user said No: a session does not use them, `-p` does (observed on 2.1.332). */
  readonly rejected: readonly string[];
  /** The same of those to which the user said Yes. */
  readonly approved: readonly string[];
};

/** So many characters of the end of a key Claude Code keeps. */
const endOfKey = 20;

/**
 * What is stored here.
 * @param environment what Claude Code is started with
 * @param files the settings that count there: they may move the store
 */
export function readLogins(io: Io, environment: Environment, files: readonly SettingsFile[] = []): Logins {
  const settings = globalFile(io, environment)?.content ?? {};
  const answers = asRecord(settings.customApiKeyResponses);
  const damaged = damagedGlobalFile(io, environment);
  return {
    ...(damaged === undefined ? {} : { damaged }),
    key: isText(settings.primaryApiKey),
    ...(claudeAi(io, effectiveEnvironment(files, environment)) ?? {
      claudeAi: io.platform === 'darwin' ? null : false,
    }),
    rejected: textsOf(answers.rejected),
    approved: textsOf(answers.approved),
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}

/** Undefined where no file says so. */
function claudeAi(io: Io, environment: Environment): Pick<Logins, 'claudeAi' | 'plan'> | undefined {
  const folder = environment.CLAUDE_SECURESTORAGE_CONFIG_DIR || claudeFolder(environment, io);
  const stored = asRecord(readJson(join(folder, '.credentials.json'))).claudeAiOauth;
  if (!isRecord(stored) || !stored.accessToken) return undefined;
  const plan = stored.subscriptionType;
  return { claudeAi: true, ...(typeof plan === 'string' ? { plan } : {}) };
}

/** Whether a session will not use a key, because the user said No when Claude Code asked. */
export function isRejected(key: string, { rejected }: Logins): boolean {
  return rejected.includes(key.slice(-endOfKey));
}

/** Whether a session will use a key without asking. */
export function isAccepted(key: string, { approved }: Logins): boolean {
  return approved.includes(key.slice(-endOfKey));
}
