const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { name, version, optionalDependencies } = require('./package.json');

/**
 * The executable for this machine, in the package that npm chose by system, processor and C library.
 * @throws Error what is wrong, and what to do
 */
exports.findExecutable = () => {
  const machine = `${process.platform}-${process.arch}`;
  const packages = [`${name}-${machine}`, `${name}-${machine}-musl`].filter(
    one => one in optionalDependencies,
  );
  if (packages.length === 0) throw new Error(`There is no ${name} for ${machine}.`);
  const found = packages.flatMap(locate);
  const [executable] = found.length > 1 && isMusl() ? found.slice(1) : found;
  if (executable !== undefined) return executable;
  throw new Error(
    `The package ${packages[0]}@${version}, which holds the program, is not installed.\n` +
      'npm leaves it out with --omit=optional, and where node_modules or package-lock.json come from another system.\n' +
      'To fix it, remove both and: npm install --include=optional\n' +
      `Or, for every folder: npm install -g ${name}@${version}`,
  );
};

function locate(package_) {
  try {
    const file = require.resolve(`${package_}/package.json`);
    const executable = join(dirname(file), process.platform === 'win32' ? 'cgw.exe' : 'cgw');
    return require(file).version === version && existsSync(executable) ? [executable] : [];
  } catch {
    return [];
  }
}

/** Asked only where an npm that does not know C libraries has installed both packages: it takes milliseconds. */
function isMusl() {
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime === undefined;
}
