import type { Environment } from '../io.ts';
import type { Override } from './overrides.ts';
import { envOf, type SettingsFile } from './settings-files.ts';

/** Proxies, certificates and endpoints of whole SDKs: what leads a request elsewhere without naming a backend. */
const names = [
  ...[
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'ALL_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'all_proxy',
    'no_proxy',
  ],
  ...['CLAUDE_CODE_HTTP_PROXY', 'CLAUDE_CODE_HTTPS_PROXY', 'CLAUDE_CODE_PROXY_RESOLVES_HOSTS'],
  ...['NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['CLAUDE_CODE_CERT_STORE', 'CLAUDE_CODE_CLIENT_CERT', 'CLAUDE_CODE_CLIENT_KEY'],
] as const;

function isNetwork(name: string): boolean {
  return (names as readonly string[]).includes(name) || name.startsWith('AWS_ENDPOINT_URL');
}

/** What a project’s settings say of the network, and what the user’s own say instead. */
export type ProjectNetwork = Override & { readonly value: string };

/**
 * Network variables in project and local settings. They come with a folder that may not be the user’s own, and
 * a proxy sees the credential (observed on 2.1.330), so the value of the user’s settings or shell counts.
 */
export function projectNetwork(files: readonly SettingsFile[], environment: Environment): ProjectNetwork[] {
  const own = userNetwork(files);
  const found = new Map<string, ProjectNetwork>();
  for (const file of files) {
    if (file.scope !== 'project' && file.scope !== 'local') continue;
    for (const [name, theirs] of Object.entries(envOf(file.content))) {
      const value = own[name] ?? environment[name] ?? '';
      if (!isNetwork(name) || found.has(name) || theirs === value) continue;
      // `http://user:password@proxy`: such a value must not be written to a file.
      found.set(name, { file, name, value, secret: /\/\/[^/]*@/.test(value) });
    }
  }
  return [...found.values()];
}

/** Network variables of the user’s own settings file. */
export function userNetwork(files: readonly SettingsFile[]): Record<string, string> {
  const env = envOf(files.find(file => file.scope === 'user')?.content ?? {});
  return Object.fromEntries(Object.entries(env).filter(([name]) => isNetwork(name)));
}
