import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageFile from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };
import { bunParts } from './bun-parts.ts';
import { root } from './targets.ts';

/** A library in the executable. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  /** In the terms of SPDX. */
  readonly license: string;
  /** As npm has it: `sha512-…` in base64. */
  readonly integrity?: string;
  /** The text of its licence. */
  readonly text: string;
}

const locked = new Map<string, { readonly integrity?: string; readonly version?: string }>(
  Object.entries(lock.packages),
);

/** The packages of which something is in an executable, by name. */
export function bundledPackages({ outputs }: Bun.BuildMetafile): Bundled[] {
  const inputs = Object.values(outputs).flatMap(output => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /node_modules\/.*(?<=node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter(folder => folder !== undefined);
  const packages = new Map(
    folders.map(describe).map(package_ => [`${package_.name}@${package_.version}`, package_]),
  );
  return [...packages.keys()].sort().flatMap(key => packages.get(key) ?? []);
}

function describe(path: string): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  const integrity = locked.get(path)?.integrity;
  const text = readdirSync(join(root, path)).find(file => /^licen[cs]e/i.test(file));
  return {
    name,
    version,
    license,
    ...(integrity === undefined ? {} : { integrity }),
    text: text === undefined ? `Licence: ${license}\n` : readFileSync(join(root, path, text), 'utf8'),
  };
}

/** Every licence of what the executable is made of, as one text. */
export function licences(packages: readonly Bundled[]): string {
  const parts = Object.entries(bunParts).map(([name, licence]) => `  ${name}: ${licence}`);
  return [
    `cgw is one executable, made of its own code (MIT, see LICENSE), Bun ${lock.packages['node_modules/bun'].version} and these packages.\n`,
    'Bun (https://github.com/oven-sh/bun) is under the MIT licence and links:\n',
    `${parts.join('\n')}\n`,
    'The sources of cgw and of JavaScriptCore (https://github.com/oven-sh/WebKit) are public: whoever changes a library under the LGPL builds Bun anew, and cgw with it.\n',
    ...[...new Set(packages.map(({ text }) => text))].map(text => {
      const names = packages.filter(package_ => package_.text === text);
      const heads = names.map(({ name, version }) => `${name} ${version}`);
      return `${'-'.repeat(80)}\n${heads.join(', ')}\n\n${text.trim()}\n`;
    }),
  ].join('\n');
}

/** The bill of materials: CycloneDX 1.6, without the date and the random number that would make each build differ. */
export function billOfMaterials(packages: readonly Bundled[]): string {
  const { name, version, license } = packageFile;
  const purl = (package_: string, itsVersion: string) =>
    `pkg:npm/${package_.replace('@', '%40')}@${itsVersion}`;
  const bunVersion = lock.packages['node_modules/bun'].version;
  const licensed = (expression: string) => ({ licenses: [{ expression }] });
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': purl(name, version), name, version, ...licensed(license) },
    },
    components: [
      {
        type: 'platform',
        'bom-ref': purl('bun', bunVersion),
        name: 'bun',
        version: bunVersion,
        purl: purl('bun', bunVersion),
        ...licensed('MIT'),
        components: Object.entries(bunParts).map(([part, licence]) => ({
          type: 'library',
          'bom-ref': `bun/${part}`,
          name: part,
          ...licensed(licence),
        })),
      },
      ...packages.map(package_ => ({
        type: 'library',
        'bom-ref': purl(package_.name, package_.version),
        name: package_.name,
        version: package_.version,
        purl: purl(package_.name, package_.version),
        ...licensed(package_.license),
        ...(package_.integrity === undefined ? {} : { hashes: [hashOf(package_.integrity)] }),
      })),
    ],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function hashOf(integrity: string): { alg: string; content: string } {
  const [, base64 = ''] = integrity.split('-');
  return { alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') };
}
