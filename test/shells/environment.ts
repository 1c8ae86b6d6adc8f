import { readFileSync } from 'node:fs';

/** Reads what `env -0` wrote. Bytes that are not UTF-8 would be a finding, so they are an error. */
export function readDump(path: string): Map<string, string> {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  return new Map(
    text
      .split('\0')
      .filter(entry => entry !== '')
      .map(entry => {
        const equals = entry.indexOf('=');
        return [entry.slice(0, equals), entry.slice(equals + 1)] as const;
      }),
  );
}

/** What shells themselves keep in the environment and change from command to command. */
const noise = new Set([
  '_',
  'PWD',
  'OLDPWD',
  'SHLVL',
  'CMD_DURATION_MS',
  'LAST_EXIT_CODE',
  'FILE_PWD',
  'CURRENT_FILE',
  'PROCESS_PATH',
]);

/** The environment without what the shell changes by itself, in the order of the names. */
export function comparable(environment: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...environment].filter(([name]) => !noise.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
