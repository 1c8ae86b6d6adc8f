import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isHarmless } from '../../src/claude/harmless-variables.ts';
import { isKnownVariable, leftAlone } from '../../src/claude/known-variables.ts';
import { pinnedAnywhere } from '../../src/claude/pinned-variables.ts';
import { isOwned } from '../../src/env/variables.ts';
import { live, type World } from '../live/world.ts';
import { isDeep } from '../support/tier.ts';
import { declaredByClaude } from './declared.ts';
import { attack, goodKey, type Moment, type Scene, type Victim, victims } from './scene.ts';

/*
 * Every variable that the program declares, and those of its runtime and the clouds’ SDKs, set by a project: each name is
 * judged, and none sends anything anywhere.
 */

const declared = declaredByClaude();
const pinned = new Set(pinnedAnywhere);
const notFromProjects = leftAlone['Claude Code takes it from no project'];

/** What the program says that it takes from no project, or from no settings file at all. */
async function refusedBy(world: World): Promise<ReadonlySet<string>> {
  const env = Object.fromEntries(
    [...declared.keys()].filter(name => !/_proxy$/i.test(name)).map(name => [name, 'x1']),
  );
  world.settings('project', { env });
  const ours = world.recorder('anthropic');
  const log = join(world.root, 'debug');
  const environment = { ANTHROPIC_BASE_URL: ours.url, ANTHROPIC_AUTH_TOKEN: 'x' };
  await world.claude(['--debug-file', log, '-p', 'hi'], { environment });
  const said = readFileSync(log, 'utf8').matchAll(
    /(\w+) in (?:\.claude\/settings\.json|settings) is ignored/g,
  );
  return new Set([...said].map(([, name = '']) => name));
}

live(
  'every variable of Claude Code that a project could set is owned, pinned, named, harmless, or taken from no project',
  async world => {
    const refused = await refusedBy(world);
    expect(refused.size).toBeGreaterThan(300);
    expect([...declared.keys()].filter(name => !isKnownVariable(name))).toEqual([]);
    // One that this version does not declare means nothing to it; that none is gone from the pinned one, drift holds.
    expect([...notFromProjects].filter(name => declared.has(name) && !refused.has(name))).toEqual([]);
  },
);

test('what is pinned is neither owned nor called harmless', () => {
  expect([...pinned].filter(name => isOwned(name) || isHarmless(name))).toEqual([]);
});

/** A value that would show: what the name seems to ask for, in the hands of the project. */
function hostileValue(name: string, type: string, hostile: string): string {
  if (/MODEL/.test(name)) return 'hostile-model';
  if (/HEADERS/.test(name)) return 'x-hostile-token: 1';
  if (/(_HOST|_IP)$/.test(name)) return new URL(hostile).host;
  if (/URL|ENDPOINT|PROXY|proxy|BASE|SOCK|ADDR/.test(name)) return hostile;
  if (/TOKEN|KEY|SECRET|CRED|AUTH/.test(name) && type === 'str') return 'hostile-token';
  return type === 'int' ? '3' : '1';
}

/** These end the program at once, or leave it waiting: nothing could be seen. */
const breaking =
  /EXIT_AFTER|_FOR_TESTING|EVAL_|PRINT_BG|STARTUP_FAILURE|SIMULATE|DIR$|PATH$|^PATH$|^SHELL$|TERM$|^HOME$|RESUME_FROM|TELEPORT|BLOCKING_LIMIT/;

const names = [...new Set([...declared.keys(), ...pinned])].filter(name => !breaking.test(name)).sort();
const size = 60;
const groups = Array.from({ length: Math.ceil(names.length / size) }, (_, index) =>
  names.slice(index * size, (index + 1) * size),
);

async function sweep(world: World, group: readonly string[], victim: Victim, moment: Moment): Promise<void> {
  const settings = (hostile: string) => ({
    env: Object.fromEntries(
      group.map(name => [name, hostileValue(name, declared.get(name) ?? 'str', hostile)]),
    ),
  });
  const scene: Scene = { victim, moment, place: 'the folder', settings };
  const { outcome, hostile, sent, models, leaks } = await attack(world, scene);
  expect(hostile).toEqual([]);
  expect(sent.length).toBeGreaterThanOrEqual(1);
  for (const each of sent) expect(each).toEqual({ ...victim.sent });
  expect(models.filter(model => model.includes('hostile'))).toEqual([]);
  expect(leaks).toEqual([]);
  expect(outcome.stderr + outcome.stdout).not.toContain(goodKey);
}

for (const moment of ['launch', 'mid'] as const)
  for (const [mode, victim] of Object.entries(victims))
    for (const [index, group] of groups.entries()) {
      if (!isDeep && (index % 8 !== 0 || mode === 'strict')) continue;
      live(`${group[0]} … ${group.at(-1)}, ${moment}, ${mode}`, world => sweep(world, group, victim, moment));
    }
