import { expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import lock from '../../package-lock.json' with { type: 'json' };
import { tarball, zip } from '../../packaging/archive.ts';
import { installer } from '../../packaging/channels.ts';
import { mainManifest, platformManifest, platformPackage } from '../../packaging/npm-packages.ts';
import { released } from '../../packaging/release.ts';
import { verified } from '../../packaging/runtime.ts';
import { root, type TargetName, targetNames, targets } from '../../packaging/targets.ts';
import { bundle } from '../../scripts/options.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

test('every target has a package of its own, and the lockfile names its Bun', () => {
  const manifests = targetNames.map(platformManifest);
  const machines = manifests.map(({ os, cpu, ...rest }) => JSON.stringify([os, cpu, rest]));
  expect(new Set(machines).size).toBe(targetNames.length);
  expect(Object.keys(mainManifest.optionalDependencies)).toEqual(targetNames.map(platformPackage));
  const packages = new Map<string, { version?: string; integrity?: string }>(Object.entries(lock.packages));
  for (const name of targetNames)
    expect(packages.get(`node_modules/@oven/bun-${targets[name].bun}`)).toMatchObject({
      version: packages.get('node_modules/bun')?.version,
      integrity: expect.stringMatching(/^sha512-/),
    });
});

test('a Bun that is not the one of the lockfile is refused, and not kept', () => {
  const file = new Home().write('bun.tgz', 'what was published');
  const digest = (text: string) => `sha512-${createHash('sha512').update(text).digest('base64')}`;
  expect(verified(file, digest('what was published')).toString()).toBe('what was published');
  expect(() => verified(file, digest('something else'))).toThrow('is not what package-lock.json names');
  expect(existsSync(file)).toBe(false);
});

test('the executable holds Conf without its validator of JSON Schema', async () => {
  const { outputs } = await Bun.build({
    entrypoints: [join(root, 'node_modules/conf/dist/source/index.js')],
    target: 'bun',
    minify: true,
    plugins: [...bundle.plugins, ...bundle.layout],
  });
  const text = (await Promise.all(outputs.map(output => output.text()))).join('\n');
  expect({
    conf: text.includes('projectSuffix'),
    ajv: /ajv-keywords|strictTypes/.test(text),
  }).toEqual({
    conf: true,
    ajv: false,
  });
});

const entries = [
  { path: 'cgw/LICENSE', bytes: Buffer.from('MIT') },
  { path: 'cgw/cgw', bytes: Buffer.from('program'), isProgram: true },
];

test('a tar file is the same each time, and what npm would make', async () => {
  const made = tarball(entries);
  expect(tarball(entries)).toEqual(made);
  const files = await new Bun.Archive(made).files();
  expect([...files.keys()]).toEqual(['cgw/LICENSE', 'cgw/cgw']);
  const [ofLicence = 0, ofProgram = 0] = [...files.values()].map(file => file.lastModified);
  expect(ofLicence).toBe(499162500000);
  // A shell tells two versions of the program by it.
  expect(ofProgram).toBeWithin(ofLicence, ofLicence + 2 ** 28 * 1000);
  const other = tarball(entries.map(each => ({ ...each, bytes: Buffer.from(`${each.bytes}!`) })));
  const others = [...(await new Bun.Archive(other).files()).values()].map(file => file.lastModified);
  expect(others[0]).toBe(ofLicence);
  expect(others[1]).not.toBe(ofProgram);
  const header = Buffer.from(Bun.gunzipSync(new Uint8Array(made))).subarray(1024, 1536);
  expect(header.toString('latin1', 100, 136)).toBe('0000755\x000000000\x000000000\x0000000000007\x00');
  expect(() => tarball([{ path: 'x'.repeat(101), bytes: Buffer.alloc(0) }])).toThrow('too long');
});

test('a zip file is the same each time, and programs stay programs', () => {
  const made = Buffer.from(zip(entries));
  expect(Buffer.from(zip(entries))).toEqual(made);
  const central = made.lastIndexOf('PK\x01\x02');
  expect(made.readUInt32LE(central + 38) >>> 16).toBe(0o100755);
});

/** An installed cgw, with these packages beside it, asked for its executable. */
function find(beside: Readonly<Record<string, string>>, manifest: object = mainManifest): unknown {
  const modules = new Home().makeFolder('node_modules');
  const folder = join(modules, 'cgw');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  cpSync(join(root, 'packaging/npm/find.js'), join(folder, 'find.js'));
  for (const [name, version] of Object.entries(beside)) {
    mkdirSync(join(modules, name));
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify({ name, version }));
    writeFileSync(join(modules, name, process.platform === 'win32' ? 'cgw.exe' : 'cgw'), '');
  }
  try {
    return require(join(folder, 'find.js'))
      .findExecutable()
      .slice(modules.length + 1);
  } catch (error) {
    return String(error);
  }
}

const { version } = mainManifest;
const mine = `cgw-${process.platform}-${process.arch}`;

test.each([
  ['the package of this machine', { [mine]: version }, `${mine}/cgw`],
  ['the other C library’s, where npm chose it', { [`${mine}-musl`]: version }, `${mine}-musl/cgw`],
  ['both, where npm knows no C library', { [mine]: version, [`${mine}-musl`]: version }, `${mine}/cgw`],
])('the launcher finds %s', (_, beside, expected) => {
  if (process.platform !== 'linux') return;
  expect(find(beside)).toBe(expected);
});

test.each([
  ['no package', {}],
  ['one of another version', { [mine]: '0.0.1' }],
])('with %s it says which is missing, and how to install it', (_, beside) => {
  const message = find(beside);
  expect(message).toStartWith(
    `Error: The package ${mine}@${version}, which holds the program, is not installed.\n`,
  );
  expect(message).toContain('remove both and: npm install --include=optional\n');
  expect(message).toEndWith(`: npm install -g cgw@${version}`);
});

test('on a machine that no target is for it says so', () => {
  const manifest = { ...mainManifest, optionalDependencies: {} };
  expect(find({}, manifest)).toBe(`Error: There is no cgw for ${process.platform}-${process.arch}.`);
});

test('a release puts what is unreleased under its version', () => {
  const before = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n';
  const after =
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-01)\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n';
  expect(released(before, '0.2.0', '2026-02-01')).toBe(after);
  expect(() => released(after, '0.3.0', '2026-03-01')).toThrow('nothing under "## Unreleased"');
  expect(() => released('# Changelog\n', '0.3.0', '2026-03-01')).toThrow('nothing under "## Unreleased"');
});

test('the installer of a release holds its checksums, one line a target', () => {
  const sums: Partial<Record<TargetName, string>> = { 'linux-x64': 'aa', 'linux-x64-musl': 'bb' };
  expect(installer("version='@version@'\nchecksums='@checksums@'\n", sums)).toBe(
    `version='${version}'\nchecksums='aa linux-x64\nbb linux-x64-musl'\n`,
  );
});
