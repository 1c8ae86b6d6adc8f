import { join } from 'node:path';

/** The checkout. */
export const root = join(import.meta.dir, '..');

interface Target {
  /** As `os`, `cpu` and `libc` of a package for npm have them. */
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly cpu: 'x64' | 'arm64';
  readonly libc?: 'glibc' | 'musl';
  /** Bun’s own name of it: `@oven/bun-NAME` on npm, `bun-NAME` for its compiler. */
  readonly bun: string;
  readonly executable: 'cgw' | 'cgw.exe';
  readonly archive: 'tar.gz' | 'zip';
}

/** What cgw is built for. A row is a package `cgw-NAME` on npm and an archive of a release. */
export const targets = {
  'linux-x64': {
    os: 'linux',
    cpu: 'x64',
    libc: 'glibc',
    bun: 'linux-x64',
    executable: 'cgw',
    archive: 'tar.gz',
  },
  'linux-arm64': {
    os: 'linux',
    cpu: 'arm64',
    libc: 'glibc',
    bun: 'linux-aarch64',
    executable: 'cgw',
    archive: 'tar.gz',
  },
  'linux-x64-musl': {
    os: 'linux',
    cpu: 'x64',
    libc: 'musl',
    bun: 'linux-x64-musl',
    executable: 'cgw',
    archive: 'tar.gz',
  },
  'linux-arm64-musl': {
    os: 'linux',
    cpu: 'arm64',
    libc: 'musl',
    bun: 'linux-aarch64-musl',
    executable: 'cgw',
    archive: 'tar.gz',
  },
  'darwin-x64': { os: 'darwin', cpu: 'x64', bun: 'darwin-x64', executable: 'cgw', archive: 'tar.gz' },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', bun: 'darwin-aarch64', executable: 'cgw', archive: 'tar.gz' },
  'win32-x64': { os: 'win32', cpu: 'x64', bun: 'windows-x64', executable: 'cgw.exe', archive: 'zip' },
  'win32-arm64': { os: 'win32', cpu: 'arm64', bun: 'windows-aarch64', executable: 'cgw.exe', archive: 'zip' },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as readonly TargetName[];

export function isTarget(name: string): name is TargetName {
  return Object.hasOwn(targets, name);
}
