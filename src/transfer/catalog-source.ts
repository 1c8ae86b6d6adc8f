import { isAbsolute, join, resolve } from 'node:path';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { homeFolder } from '../base/paths.ts';

/** Where a catalog comes from. What is written as a path stays one; git may take https for ssh and ssh for https. */
export type CatalogSource = {
  /** As it is stored. */
  readonly address: string;
  readonly protocol: 'https' | 'ssh' | 'file';
  /** What the catalog is called unless somebody says otherwise. */
  readonly suggested: string;
};

/** Why a way to a repository is not taken. */
const refused: { readonly [scheme: string]: string } = {
  file: 'is a path in disguise; give the path itself',
  ext: 'runs a program',
  git: 'is neither encrypted nor signed; take https:// or ssh://',
  http: 'is neither encrypted nor signed; take https://',
  ftp: 'is neither encrypted nor signed; take https://',
};

/**
 * Reads an address as git takes it, or a path that is written as one (`/…`, `./…`, `../…`, `~/…`).
 * @throws UserError (2) with the reason; what may be a password is not repeated.
 */
export function catalogSource(text: string, io: Pick<Io, 'cwd' | 'environment' | 'platform'>): CatalogSource {
  if (text === '' || text.startsWith('-') || /[\p{C}\s]/u.test(text)) throw notTaken('is not an address');
  const path = pathIn(text, io);
  if (path !== undefined) return { address: path, protocol: 'file', suggested: lastPart(path) };
  const helper = /^([A-Za-z0-9+.-]+)::/.exec(text)?.[1]?.toLowerCase();
  if (helper !== undefined) throw notTaken(`${helper}: ${refused[helper] ?? 'needs a program of its own'}`);
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return scpSource(text);
  if (scheme !== 'https' && scheme !== 'ssh')
    throw notTaken(`${scheme}: ${refused[scheme] ?? 'is not a protocol that cgw lets git use'}`);
  if (!URL.canParse(text)) throw notTaken('is not an address');
  const url = new URL(text);
  if (url.password !== '' || (scheme === 'https' && url.username !== '')) throw notTaken(holdsCredential);
  if (url.hostname === '' || url.hostname.startsWith('-') || url.username.startsWith('-'))
    throw notTaken('has a host that ssh would take for an option');
  if (url.search !== '' || url.hash !== '') throw notTaken('holds a ? or #');
  return { address: text, protocol: scheme, suggested: lastPart(url.pathname) };
}

const holdsCredential = 'holds a user name or password, which git asks for itself or takes from its helper';

/** `user@host:path`, as ssh takes it. */
function scpSource(text: string): CatalogSource {
  const [, user = '', host = '', path = ''] = /^(?:([\w.-]+)@)?([\w.-]+):([^:].*)$/.exec(text) ?? [];
  if (/^[a-z]$/i.test(host) || host === '')
    throw notTaken(
      'is neither an https or ssh address nor written as a path; a path begins with /, ./ or ~/',
    );
  const known = user === '' ? refused[host.toLowerCase()] : undefined;
  if (known !== undefined) throw notTaken(`${host.toLowerCase()}: ${known}`);
  if (user === '' && path.includes('@')) throw notTaken(holdsCredential);
  if (host.startsWith('-') || user.startsWith('-') || path.startsWith('-'))
    throw notTaken('has a part that ssh would take for an option');
  return { address: text, protocol: 'ssh', suggested: lastPart(path) };
}

function pathIn(text: string, io: Pick<Io, 'cwd' | 'environment' | 'platform'>): string | undefined {
  if (text.startsWith('~/')) return join(homeFolder(io), text.slice(2));
  const isPath = /^\.{1,2}([\\/]|$)/.test(text) || (isAbsolute(text) && !text.startsWith('//'));
  return isPath ? resolve(io.cwd, text) : undefined;
}

function lastPart(path: string): string {
  return (
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/:]/)
      .at(-1) ?? ''
  )
    .replace(/\.git$/, '')
    .replaceAll('.', '-');
}

function notTaken(why: string): UserError {
  return new UserError(
    exitCode.usage,
    `the address of the catalog ${why}`,
    'give https://HOST/PATH, ssh://HOST/PATH, git@HOST:PATH, or a path',
  );
}
