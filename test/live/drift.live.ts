import { expect, test } from 'bun:test';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { driftOf } from '../../src/claude/drift.ts';
import { readProgramNames } from '../../src/claude/program-names.ts';
import { observedClaude } from '../../src/env/observed.ts';
import { mapDriftOf } from '../../src/features/litellm/map-drift.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { installLiteLLM } from './lab/install.ts';
import { pinnedLiteLLM } from './lab/locks.ts';
import { claude } from './programs.ts';

setUp();

test('every name of the pinned Claude Code is owned, known, or listed with a reason; nothing known is gone', () => {
  const names = readProgramNames(claude, observedClaude.version);
  expect(names?.variables.length).toBeGreaterThan(1300);
  expect(names?.betas.length).toBeGreaterThan(50);
  if (names !== undefined) expect(driftOf(names)).toEqual({ fresh: [], gone: [], changed: [] });
});

/** LiteLLM is installed first where it is not there. */
const limitMs = 600_000;

test(
  'LiteLLM’s map of betas is the table’s',
  async () => {
    const python = join(dirname(await installLiteLLM(pinnedLiteLLM)), 'python');
    const program = 'import importlib.util as u;print(u.find_spec("litellm").submodule_search_locations[0])';
    const folder = execFileSync(python, ['-c', program], { encoding: 'utf8' }).trim();
    const file = readFileSync(join(folder, 'anthropic_beta_headers_config.json'), 'utf8');
    expect(mapDriftOf(JSON.parse(file))).toEqual({ fresh: [], gone: [], changed: [] });
  },
  limitMs,
);

test('a planted name that may route requests ends npm run drift with 5', () => {
  const home = new Home();
  const planted = home.write('claude', '');
  const bytes = readFileSync(claude);
  // One name in the list becomes another of the same length.
  const at = bytes.indexOf('ANTHROPIC_BEDROCK_BASE_URL:()=>');
  bytes.write('ANTHROPIC_PLANTED_BASE_URL', at);
  writeFileSync(planted, bytes);
  const map = home.write('map.json', '[]');
  const { stdout, exitCode } = Bun.spawnSync({
    cmd: [
      process.execPath,
      join(import.meta.dir, '../../scripts/drift.ts'),
      '--claude',
      planted,
      '--litellm',
      map,
    ],
  });
  expect(stdout.toString()).toContain('! variable ANTHROPIC_PLANTED_BASE_URL: may route requests');
  expect(exitCode).toBe(5);
});
