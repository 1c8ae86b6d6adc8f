import packageFile from '../package.json' with { type: 'json' };
import { type TargetName, targetNames, targets } from './targets.ts';

const { name, version, description, license, keywords, engines } = packageFile;

/** The package that holds the executable of a target. */
export function platformPackage(target: TargetName): string {
  return `${name}-${target}`;
}

/** `package.json` of the package that users install: a launcher, and one optional dependency for each target. */
export const mainManifest = {
  name,
  version,
  description,
  license,
  keywords,
  bin: { [name]: `bin/${name}` },
  man: `${name}.1`,
  scripts: { postinstall: 'node install.js' },
  engines,
  optionalDependencies: Object.fromEntries(targetNames.map(target => [platformPackage(target), version])),
};

/** `package.json` of a target’s package, by which npm knows whether it is for a machine. */
export function platformManifest(target: TargetName) {
  const { os, cpu } = targets[target];
  return {
    name: platformPackage(target),
    version,
    description: `${name} for ${target}: install ${name} instead`,
    license,
    os: [os],
    cpu: [cpu],
    ...('libc' in targets[target] ? { libc: [targets[target].libc] } : {}),
    // Yarn would keep it in a zip, from which no system starts a program.
    preferUnplugged: true,
  };
}
