import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import packageFile from '../package.json' with { type: 'json' };
import { type Entry, tarball, zip } from './archive.ts';
import { build } from './build.ts';
import { billOfMaterials, bundledPackages, licences } from './bundled.ts';
import { type Checksums, formula, installer, scoopManifest } from './channels.ts';
import { mainManifest, platformManifest, platformPackage } from './npm-packages.ts';
import { isTarget, root, type TargetName, targetNames, targets } from './targets.ts';

const { name: cgw, version } = packageFile;

/** A file of a release, and how large it is. */
interface Made {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly executable?: number;
}

/**
 * Makes everything that a release consists of, anew: packages for npm, archives, installer, formula, manifest, bill of
 * materials, licences, checksums.
 */
async function pack(names: readonly TargetName[], folder: string): Promise<Made[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'npm'), { recursive: true });
  const made: Made[] = [];
  const checksums: Partial<Record<TargetName, string>> = {};
  const keep = (file: string, content: Uint8Array | string, executable?: number): string => {
    writeFileSync(join(folder, file), content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const bytes = Buffer.byteLength(content);
    made.push({ file, bytes, sha256, ...(executable === undefined ? {} : { executable }) });
    return sha256;
  };
  const readme = fromRoot('README.md');
  const license = fromRoot('LICENSE');
  const manual = fromRoot(`man/${cgw}.1`);
  let about: Entry[] = [];
  for (const name of names) {
    const { executable, archive } = targets[name];
    const path = join(folder, executable);
    const metafile = await build(name, path);
    if (about.length === 0 && metafile !== undefined) {
      const packages = bundledPackages(metafile);
      const text = licences(packages);
      keep(`${cgw}-${version}.cdx.json`, billOfMaterials(packages));
      about = [license, manual, entry('THIRD-PARTY-LICENCES.txt', text)];
    }
    const program = { path: executable, bytes: readFileSync(path), isProgram: true };
    const files = [...about, readme, program].sort((one, other) => (one.path < other.path ? -1 : 1));
    const size = program.bytes.length;
    const npm = inFolder('package', [manifest(platformManifest(name)), ...files]);
    checksums[name] = keep(`npm/${platformPackage(name)}-${version}.tgz`, tarball(npm), size);
    const title = `${cgw}-${version}-${name}`;
    keep(`${title}.${archive}`, (archive === 'zip' ? zip : tarball)(inFolder(title, files)), size);
    rmSync(path);
  }
  const main = [
    manifest(mainManifest),
    license,
    readme,
    manual,
    { ...fromRoot('packaging/npm/cgw.js'), path: `bin/${cgw}`, isProgram: true },
    fromRoot('packaging/npm/find.js'),
    fromRoot('packaging/npm/install.js'),
  ];
  keep(`npm/${cgw}-${version}.tgz`, tarball(inFolder('package', main)));
  keepChannels(checksums, keep);
  const sums = made.map(({ file, sha256 }) => `${sha256}  ${file}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return made;
}

function keepChannels(checksums: Checksums, keep: (file: string, content: string) => void): void {
  if (targetNames.every(name => checksums[name] !== undefined)) {
    keep(`${cgw}.rb`, formula(checksums));
    keep(`${cgw}.json`, scoopManifest(checksums));
  }
  keep('install.sh', installer(readFileSync(join(root, 'packaging/install.sh'), 'utf8'), checksums));
}

function fromRoot(path: string): Entry {
  return { path: basename(path), bytes: readFileSync(join(root, path)) };
}

function entry(path: string, text: string): Entry {
  return { path, bytes: Buffer.from(text) };
}

function manifest(content: object): Entry {
  return entry('package.json', `${JSON.stringify(content, null, 2)}\n`);
}

function inFolder(folder: string, entries: readonly Entry[]): Entry[] {
  return entries.map(one => ({ ...one, path: `${folder}/${one.path}` }));
}

function table(made: readonly Made[]): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`.padStart(9);
  const lines = made.map(
    ({ file, bytes, executable }) =>
      `${megabytes(bytes)}  ${file}${executable === undefined ? '' : ` (${megabytes(executable).trim()} installed)`}`,
  );
  return lines.join('\n');
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string', default: join(root, 'release') } },
});
const unknown = positionals.find(name => !isTarget(name));
if (unknown !== undefined) {
  console.error(`${unknown} is not a target; these are: ${targetNames.join(', ')}`);
  process.exit(2);
}
const names = positionals.length === 0 ? targetNames : positionals.filter(isTarget);
console.log(table(await pack(names, values.folder)));
console.log(`in ${values.folder}`);
