import { quotedWord } from '../base/quoting.ts';
import { excerpt } from '../base/terminal-text.ts';
import type { CatalogSource } from './catalog-source.ts';

/** Why git did not fetch, in its own words, and what helps. */
export type GitProblem = { readonly reason: string; readonly remedy: string };

type Remedy = (address: string) => string;

/** What git 2.39, its two libraries for TLS, and OpenSSH 9.2 say (`LC_ALL=C`). The first row that fits counts. */
const remedies: readonly (readonly [RegExp, Remedy])[] = [
  [
    /certificate|SSL|gnutls|schannel/,
    address =>
      `check which server answers; for a certificate authority of your own: git config --global http.${hostOf(address)}.sslCAInfo FILE`,
  ],
  [
    /could not read (Username|Password)|Authentication failed|error: 40[13]/,
    address =>
      `log in with git: git ls-remote ${quotedWord(address)} asks in a terminal, and a credential helper remembers (git help gitcredentials)`,
  ],
  [
    /HOST IDENTIFICATION HAS CHANGED/,
    () =>
      'another server may be in between: ask the owner of the server for its new key; ssh-keygen -R HOST forgets the old one',
  ],
  [
    /Host key verification failed/,
    address =>
      `this machine does not know the server’s key: git ls-remote ${quotedWord(address)} asks in a terminal whether it is the right one`,
  ],
  [
    /Permission denied \(|Too many authentication failures/,
    () => 'give the server your public key; ssh-add -l and ~/.ssh/config say which one ssh offers',
  ],
  [
    /dubious ownership/,
    address =>
      `it belongs to another user: git config --global --add safe.directory ${quotedWord(address)} trusts it`,
  ],
  [
    /not found|does not appear to be a git repository|error: 404/,
    () => 'check the address, and that your account may read it: many servers say the same where it may not',
  ],
  [
    /Protocol .* not supported|transport '.*' not allowed/,
    () =>
      'the server, or url.….insteadOf of your git settings, leads to a protocol that cgw does not let git use',
  ],
  [/resolve|connect|timed out|unreachable/i, () => 'check the host, the network, VPN and proxy'],
  [
    /remote ref HEAD|dumb http/,
    () => 'it is empty, or the page of a repository: give the address that git clone takes',
  ],
];

/** `https://host:port/`, to which settings of git may be limited. */
function hostOf(address: string): string {
  return URL.canParse(address) ? `${new URL(address).origin}/` : 'https://HOST/';
}

/** What is said of every failure of git and ssh, whatever the reason. */
const saysNothing = /^fatal: (Could not read from remote repository|the remote end hung up)/;

/** A name and a password may stand there by `url.….insteadOf`; git itself leaves the name, which may be a token. */
const userInAddress = /(?<=:\/\/)[^/@\s']*@/g;

/** More than a reason takes. */
const longestReason = 200;

/** Reads what git has printed: its own reason, else the last that ssh or the server has said before it gave up. */
export function gitProblem(printed: string, { address }: Pick<CatalogSource, 'address'>): GitProblem {
  const lines = printed
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => line !== '' && !/^(warning|hint):/.test(line));
  const own = lines.find(line => line.startsWith('fatal:') && !saysNothing.test(line));
  const end = lines.findIndex(line => saysNothing.test(line));
  const said = own ?? (end < 0 ? lines.at(-1) : lines[Math.max(end - 1, 0)]) ?? '';
  // Names in quotes may read like any reason.
  const judged = (own ?? lines.join('\n')).replace(/'[^']*'/g, "''");
  const [, remedy] = remedies.find(([pattern]) => pattern.test(judged)) ?? [];
  return {
    reason: excerpt(
      said.replace(/^fatal: (unable to access '[^']*': )?/, '').replace(userInAddress, ''),
      longestReason,
    ),
    remedy: remedy?.(address) ?? `git ls-remote ${quotedWord(address)} may say more`,
  };
}
