import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { mainManifest, platformManifest, platformPackage } from '../../packaging/npm-packages.ts';
import { root, type TargetName, targetNames, targets } from '../../packaging/targets.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { filesUnder } from './support/files.ts';
import { unsignedPages } from './support/macho.ts';
import { Checkout, release, thisTarget } from './support/releases.ts';

/*
 * What `npm run pack:all` leaves in `release/`.
 */
setUp();

const { version } = packageFile;
const sums = new Map(
  read('SHA256SUMS')
    .toString()
    .trim()
    .split('\n')
    .map(line => [line.slice(66), line.slice(0, 64)]),
);

function read(file: string): Buffer {
  return readFileSync(join(release, file));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file of a package. */
function unpacked(file: string, path: string): Buffer {
  const inPackage = `package/${path}`;
  return execFileSync('tar', ['--occurrence=1', '-xOzf', join(release, 'npm', file), inPackage], {
    maxBuffer: 1e9,
  });
}

test('every file has its checksum, and each checksum its file', () => {
  const files = filesUnder(release).filter(file => file !== 'SHA256SUMS');
  expect([...sums.keys()].sort()).toEqual(files);
  for (const file of files) expect(`${file} ${sha256(read(file))}`).toBe(`${file} ${sums.get(file)}`);
});

test('the package that users install names one for every target, all of one version', () => {
  const manifest = JSON.parse(unpacked(`cgw-${version}.tgz`, 'package.json').toString());
  expect(manifest).toEqual(JSON.parse(JSON.stringify(mainManifest)));
  const wanted = targetNames.map((name): [string, string] => [platformPackage(name), version]);
  expect(Object.entries<string>(manifest.optionalDependencies)).toEqual(wanted);
});

/** The first bytes of programs: which system and processor they are for. */
const kinds: Readonly<Record<TargetName, (program: Buffer) => boolean>> = {
  'linux-x64': program => isElf(program, 0x3e) && has(program, '/lib64/ld-linux-x86-64.so.2'),
  'linux-arm64': program => isElf(program, 0xb7) && has(program, '/lib/ld-linux-aarch64.so.1'),
  'linux-x64-musl': program => isElf(program, 0x3e) && has(program, '/lib/ld-musl-x86_64.so.1'),
  'linux-arm64-musl': program => isElf(program, 0xb7) && has(program, '/lib/ld-musl-aarch64.so.1'),
  'darwin-x64': program => isMacho(program, 0x01000007),
  'darwin-arm64': program => isMacho(program, 0x0100000c),
  'win32-x64': program => isPe(program, 0x8664),
  'win32-arm64': program => isPe(program, 0xaa64),
};

function isElf(program: Buffer, machine: number): boolean {
  return program.readUInt32BE(0) === 0x7f454c46 && program.readUInt16LE(18) === machine;
}

function has(program: Buffer, loader: string): boolean {
  return program.subarray(0, 4096).includes(`${loader}\0`);
}

function isMacho(program: Buffer, cpu: number): boolean {
  return program.readUInt32LE(0) === 0xfeedfacf && program.readUInt32LE(4) === cpu;
}

function isPe(program: Buffer, machine: number): boolean {
  return (
    program.toString('latin1', 0, 2) === 'MZ' &&
    program.readUInt16LE(program.readUInt32LE(60) + 4) === machine
  );
}

describe.each(targetNames)('%s', name => {
  const { os, executable, archive } = targets[name];
  const title = `cgw-${version}-${name}`;
  let files = new Map<string, Buffer>();
  let program: Buffer = Buffer.alloc(0);

  beforeAll(async () => {
    files = await tarFiles(join(release, 'npm', `${platformPackage(name)}-${version}.tgz`));
    program = files.get(`package/${executable}`) ?? program;
  });
  afterAll(() => {
    files.clear();
    program = Buffer.alloc(0);
  });

  test('its package is for this target, and holds its program', () => {
    expect(JSON.parse(`${files.get('package/package.json')}`)).toEqual(platformManifest(name));
    expect(kinds[name](program)).toBe(true);
  });

  test('nothing in it is of the machine that built it', () => {
    expect(program.indexOf(`${root}/`)).toBe(-1);
  });

  test('it obeys none of Bun’s variables', () => {
    for (const variable of ['BE=BUN', 'OPTIONS', 'INSPECT', 'INSPECT=CONNECT=TO', 'INSPECT=PRELOAD'])
      expect({ variable, isRenamed: program.includes(`\0BUN=${variable}\0`) }).toEqual({
        variable,
        isRenamed: true,
      });
  });

  test('its archive holds the same program, the licences and the manual', async () => {
    const path = join(release, `${title}.${archive}`);
    const archived = await (archive === 'zip' ? zipFiles(path) : tarFiles(path));
    const others = ['LICENSE', 'README.md', 'THIRD-PARTY-LICENCES.txt', 'cgw.1'];
    const paths = [...others, executable].map(file => `${title}/${file}`);
    expect([...archived.keys()].sort()).toEqual(paths.sort());
    expect(sha256(archived.get(`${title}/${executable}`) ?? Buffer.alloc(0))).toBe(sha256(program));
  });

  if (os === 'darwin')
    test('its signature covers every page', () => {
      expect(unsignedPages(program)).toEqual([]);
    });
});

async function tarFiles(path: string): Promise<Map<string, Buffer>> {
  const files = await new Bun.Archive(readFileSync(path)).files();
  const contents = [...files].map(
    async ([name, file]) => [name, Buffer.from(await file.arrayBuffer())] as const,
  );
  return new Map(await Promise.all(contents));
}

/** Python reads the zip, and compares every file with its checksum. */
function zipFiles(path: string): Map<string, Buffer> {
  const folder = new Home().path;
  execFileSync('python3', ['-m', 'zipfile', '-e', path, folder]);
  return new Map(filesUnder(folder).map(file => [file, readFileSync(join(folder, file))]));
}

test('built again elsewhere, with other settings and secrets around, it is the same to the byte', () => {
  const checkout = new Checkout();
  const again: readonly TargetName[] = [thisTarget, 'darwin-x64'];
  checkout.run('pack:all', again, {
    HOME: checkout.path,
    TZ: 'Asia/Tokyo',
    LANG: 'de_DE.UTF-8',
    ANTHROPIC_API_KEY: 'sk-planted-canary',
    NODE_ENV: 'development',
    npm_config_cache: join(checkout.path, 'cache'),
  });
  const lines = readFileSync(join(checkout.path, 'release', 'SHA256SUMS'), 'utf8')
    .trim()
    .split('\n');
  const ofTargets = lines.filter(line => again.some(name => line.includes(`-${name}`)));
  expect(ofTargets.length).toBe(2 * again.length);
  for (const line of ofTargets) expect(line).toBe(`${sums.get(line.slice(66))}  ${line.slice(66)}`);
});

test('formula, manifest and installer have the checksums of the packages', () => {
  const sumOf = (name: TargetName) => sums.get(`npm/${platformPackage(name)}-${version}.tgz`) ?? 'none';
  const manifest = JSON.parse(read('cgw.json').toString());
  expect(manifest.architecture['64bit'].hash).toBe(sumOf('win32-x64'));
  expect(manifest.architecture.arm64.hash).toBe(sumOf('win32-arm64'));
  for (const name of targetNames) {
    expect(read('install.sh').toString()).toMatch(new RegExp(`${sumOf(name)} ${name}['\n]`));
    if (targets[name].os === 'win32' || name.endsWith('musl')) continue;
    expect(read('cgw.rb').toString()).toContain(`${name}-${version}.tgz"\n      sha256 "${sumOf(name)}"`);
  }
});

test('the bill of materials and the licences name every package that is bundled', () => {
  const bom = JSON.parse(read(`cgw-${version}.cdx.json`).toString());
  const texts = unpacked(`cgw-linux-x64-${version}.tgz`, 'THIRD-PARTY-LICENCES.txt').toString();
  const direct = Object.keys(packageFile.dependencies);
  const names: string[] = bom.components.map((component: { name: string }) => component.name);
  expect(direct.filter(name => !names.includes(name))).toEqual([]);
  expect(new Set(bom.components.map((component: { 'bom-ref': string }) => component['bom-ref'])).size).toBe(
    names.length,
  );
  for (const { name, version: its, licenses } of bom.components) {
    expect({ name, licence: licenses[0].expression }).toEqual({ name, licence: expect.stringMatching(/./) });
    expect(texts).toContain(`${name === 'bun' ? 'Bun' : name} ${its}`);
  }
});
