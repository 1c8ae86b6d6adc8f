import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './targets.ts';

/*
 * Prepares a release in this checkout: CHANGELOG, version, manual page, a commit and a tag. It publishes nothing.
 */
const unreleased = '## Unreleased\n';

/** The changelog with what is unreleased under a version and its date. */
export function released(changelog: string, version: string, date: string): string {
  const [before = '', after] = changelog.split(unreleased);
  const changes = after?.split('\n## ')[0]?.trim();
  if (after === undefined || !changes)
    throw new Error('CHANGELOG.md has nothing under "## Unreleased": say what changes for users');
  return `${before}${unreleased}\n## ${version} (${date})\n${after}`;
}

function prepare(wanted: string): string {
  if (git('status', '--porcelain') !== '')
    throw new Error('There are changes that are not committed: commit them first.');
  const file = join(root, 'CHANGELOG.md');
  const changelog = readFileSync(file, 'utf8');
  // Refused before anything is written.
  released(changelog, wanted, '');
  const version = run('npm', 'version', wanted, '--no-git-tag-version', '--ignore-scripts').replace(/^v/, '');
  writeFileSync(file, released(changelog, version, new Date().toISOString().slice(0, 10)));
  run('npm', 'run', '--silent', 'man');
  git('commit', '--all', '--message', `Release ${version}`);
  git('tag', '--annotate', `v${version}`, '--message', `cgw ${version}`);
  return version;
}

function git(...args: string[]): string {
  return run('git', ...args);
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { cwd: root, encoding: 'utf8' }).trim();
}

if (import.meta.main) {
  const [wanted = ''] = process.argv.slice(2);
  if (!/^(major|minor|patch|\d+\.\d+\.\d+)$/.test(wanted)) {
    console.error('npm run release -- major, minor, patch or a version such as 1.2.3');
    process.exit(2);
  }
  let version = '';
  try {
    version = prepare(wanted);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  console.log(`cgw ${version} is committed and tagged here; nothing is published. To publish it:

  npm run pack:all
  for package in release/npm/cgw-*-*-${version}.tgz release/npm/cgw-${version}.tgz; do npm publish "$package"; done
  git push --follow-tags

The packages of the targets come first, because cgw depends on them.`);
}
