import { credentialPrograms } from '../backends/backend.ts';
import type { Environment } from '../base/io.ts';
import { mayHoldPassword } from '../base/key-looks.ts';
import { singleQuoted } from '../base/quoting.ts';

/**
 * The command of `apiKeyHelper` with which Claude Code asks for the credential of a profile.
 * @param program how a shell starts cgw
 */
export function helperCommand(program: string, profile: string): string {
  return `${program} token ${profile}`;
}

/** Whether a command is that of a profile, whatever this cgw is called there. */
export function isHelperOf(command: unknown, profile: string): boolean {
  return typeof command === 'string' && command.endsWith(helperCommand('', profile));
}

/** The profile that the command of `apiKeyHelper` asks cgw for; undefined for a command of another program. */
export function profileOfHelper(command: unknown): string | undefined {
  if (typeof command !== 'string') return undefined;
  return /(?:^|[/\\'" ])cgw(?:\.exe)?['"]? token ([^\s@'"]+)$/.exec(command)?.[1];
}

/** Keys of settings that hold the command of a program which Claude Code starts by itself. */
export const commandKeys = [
  'apiKeyHelper',
  ...credentialPrograms,
  'proxyAuthHelper',
  'otelHeadersHelper',
] as const;

/**
 * The program that a command of settings starts, as it is written there; undefined where a shell decides it: by
 * variables, substitutions or words of its own.
 */
export function startedProgram(command: unknown): string | undefined {
  if (typeof command !== 'string') return undefined;
  const [, , quoted, singled, bare] =
    /^\s*((?:\w+=[^\s'"$`]*\s+)*)(?:"([^"]*)"|'([^']*)'|([^\s'"]+))(?=\s|$)/.exec(command) ?? [];
  const word = quoted ?? singled ?? bare;
  return word === undefined || /[$`*?;&|<>(){}[\]\\!~#=]/.test(word.replace(/^~\//, '')) ? undefined : word;
}

/*
 * What the helper that prints the credential runs with. Claude Code starts it by `/bin/sh -c`, whatever SHELL says,
 * with the `env` of a project’s settings in force, and reads those again while it runs; it reads the overlay once, and
 * the overlay wins (all observed). So there are three fences: what a project names at the launch and is not
 * known to be harmless is pinned by the overlay; what acts on the shell before anything else is always pinned; and the
 * command takes away what acts on cgw before its own code, and names the variables that the launch had: `cgw token`
 * becomes itself again with no others.
 */

/** What acts on `sh` or on its loader, with the value that does nothing; tools see that too. */
const beforeAll: Readonly<Record<string, string>> = {
  LD_PRELOAD: '',
  LD_AUDIT: '',
  LD_LIBRARY_PATH: '',
  GCONV_PATH: '',
  LOCPATH: '',
  GLIBC_TUNABLES: '',
  BASH_ENV: '',
  // `sh -x`, which SHELLOPTS can ask for, runs what is in it. Empty, SHELLOPTS itself would change every bash below.
  PS4: '+ ',
};
const beforeAllOnMac: Readonly<Record<string, string>> = {
  DYLD_INSERT_LIBRARIES: '',
  DYLD_LIBRARY_PATH: '',
  DYLD_FRAMEWORK_PATH: '',
  DYLD_FALLBACK_LIBRARY_PATH: '',
  DYLD_FALLBACK_FRAMEWORK_PATH: '',
};

/** What the overlay of a launch with a helper always says, so that settings which come later cannot. */
export function pinnedForShell(own: Environment, platform: NodeJS.Platform): Record<string, string> {
  const table = platform === 'darwin' ? { ...beforeAll, ...beforeAllOnMac } : beforeAll;
  return Object.fromEntries(
    Object.entries(table).map(([name, nothing]) => {
      const value = own[name];
      return [name, value && isPlain(name, value) ? value : nothing];
    }),
  );
}

/** What acts on cgw before its own code does, and what nobody needs there. */
const runtime = [
  'BUN_BE_BUN',
  'BUN_OPTIONS',
  'BUN_INSPECT',
  'BUN_INSPECT_CONNECT_TO',
  'BUN_INSPECT_NOTIFY',
  'BUN_INSPECT_PRELOAD',
] as const;

/**
 * What decides what cgw, the keychain, runtimes and password managers read and run. No secret by its meaning, so that
 * the user’s own value may be written down.
 */
const plain: ReadonlySet<string> = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TMPDIR', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE'],
  ...['XDG_CONFIG_HOME', 'XDG_CONFIG_DIRS', 'XDG_DATA_HOME', 'XDG_DATA_DIRS', 'XDG_STATE_HOME'],
  ...['XDG_CACHE_HOME', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'CGW_CONFIG_DIR', 'APPDATA'],
  ...Object.keys(beforeAll),
  ...Object.keys(beforeAllOnMac),
  ...[
    'PYTHONPATH',
    'PYTHONHOME',
    'PYTHONSTARTUP',
    'PYTHONUSERBASE',
    'VIRTUAL_ENV',
    'NODE_OPTIONS',
    'NODE_PATH',
  ],
  ...['PERL5LIB', 'PERL5OPT', 'RUBYLIB', 'RUBYOPT', 'JAVA_HOME', 'GIO_EXTRA_MODULES'],
  ...['GNUPGHOME', 'GPG_TTY', 'GPG_AGENT_INFO', 'SSH_AUTH_SOCK', 'PASSWORD_STORE_DIR'],
  ...['PASSWORD_STORE_ENABLE_EXTENSIONS', 'PASSWORD_STORE_EXTENSIONS_DIR', 'OP_ACCOUNT', 'OP_CONNECT_HOST'],
  ...['BITWARDENCLI_APPDATA_DIR', 'VAULT_ADDR', 'VAULT_AGENT_ADDR', 'VAULT_NAMESPACE', 'VAULT_CACERT'],
  ...['VAULT_CAPATH', 'VAULT_SKIP_VERIFY', 'VAULT_CONFIG_PATH', 'VAULT_TLS_SERVER_NAME', 'AWS_PROFILE'],
  ...['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CA_BUNDLE'],
  ...['AZURE_CONFIG_DIR', 'CLOUDSDK_CONFIG', 'CLOUDSDK_PYTHON', 'CLOUDSDK_ACTIVE_CONFIG_NAME'],
  ...['GOOGLE_APPLICATION_CREDENTIALS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'],
]);

/** Whether the user’s own value of a variable may be written into a file and an argument. */
export function isPlain(name: string, value: string): boolean {
  return plain.has(name) && !mayHoldPassword(value);
}

/** Names the variables that `cgw token` keeps; set by the helper’s command, for nobody else. */
const kept = 'CGW_HELPER_ENVIRONMENT';

/** What every process or its shell sets itself. */
const ofProcess: ReadonlySet<string> = new Set(['_', 'PWD', 'OLDPWD', 'SHLVL']);

/**
 * The command of a helper, for `sh`, with the environment of the launch: what is plain with its value, of the rest
 * the names alone, since an argument may hold no secret. Of those the value counts that they have when it runs.
 * @param own what the launch has, the user’s settings included
 * @param withheld names that a project has set to something else and whose own value must not be written down
 */
export function withLaunchEnvironment(
  command: string,
  own: Environment,
  withheld: ReadonlySet<string>,
): string {
  const names = Object.keys(own).filter(
    name =>
      own[name] !== undefined &&
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) &&
      !/^(BUN|JSC)_/.test(name) &&
      name !== kept &&
      !ofProcess.has(name) &&
      !withheld.has(name),
  );
  const had = new Set(names);
  const removed = [...runtime, ...plain].filter(name => !had.has(name));
  const words = [
    '/usr/bin/env',
    ...removed.flatMap(name => ['-u', name]),
    ...names.flatMap(name => {
      const value = own[name] ?? '';
      return isPlain(name, value) ? [singleQuoted(`${name}=${value}`)] : [];
    }),
    `${kept}=${names.join(',')}`,
  ];
  return `${words.join(' ')} ${command}`;
}

/** The environment that the launch left to its helper; undefined for who was started in any other way. */
export function helperEnvironment(environment: Environment): Record<string, string> | undefined {
  const list = environment[kept];
  if (list === undefined) return undefined;
  return Object.fromEntries(
    list.split(',').flatMap(name => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
