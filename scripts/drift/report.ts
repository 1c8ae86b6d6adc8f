import { type Drift, driftOf, graveNames } from '../../src/claude/drift.ts';
import type { ProgramNames } from '../../src/claude/program-names.ts';
import { observedClaude } from '../../src/env/observed.ts';
import { litellmVersion } from '../../src/features/evidence.ts';
import { mapDriftOf } from '../../src/features/litellm/map-drift.ts';

/** What was got of a program, or why it was not. */
export type Got<Thing> = { readonly version: string; readonly thing: Thing } | { readonly failure: string };

export type Report = { readonly lines: readonly string[]; readonly exitCode: 0 | 5 };

/** What is new, gone and changed in the newest Claude Code and the newest LiteLLM, against what cgw knows. Pure. */
export function report(claude: Got<ProgramNames>, litellm: Got<unknown>): Report {
  const drift = 'failure' in claude ? undefined : driftOf(claude.thing);
  const grave = drift === undefined ? [] : graveNames(drift);
  return {
    lines: [
      ...('failure' in claude
        ? [`Claude Code: ${claude.failure}`]
        : [
            `Claude Code ${claude.version}, against ${observedClaude.version} of ${observedClaude.date}`,
            ...(drift === undefined ? [] : claudeLines(drift)),
          ]),
      '',
      ...('failure' in litellm
        ? [`LiteLLM: ${litellm.failure}`]
        : [`LiteLLM ${litellm.version}, against ${litellmVersion}`, ...mapLines(litellm.thing)]),
      ...(grave.length === 0
        ? []
        : ['', `Judge before anybody relies on a launch: ${grave.map(({ name }) => name).join(', ')}`]),
    ],
    exitCode: grave.length === 0 ? 0 : 5,
  };
}

function claudeLines(drift: Drift): string[] {
  const texts = (items: Drift['fresh']) =>
    items.map(({ kind, name, what, grave }) => `${grave ? '! ' : ''}${kind} ${name}: ${what}`);
  return sections(texts(drift.fresh), texts(drift.gone), texts(drift.changed));
}

function mapLines(file: unknown): string[] {
  const drift = mapDriftOf(file);
  return drift === undefined
    ? ['  its map of betas has another form: fix mapDriftOf']
    : sections(drift.fresh, drift.gone, drift.changed);
}

function sections(fresh: readonly string[], gone: readonly string[], changed: readonly string[]): string[] {
  const titled: readonly (readonly [string, readonly string[]])[] = [
    ['new', fresh],
    ['gone', gone],
    ['changed', changed],
  ];
  return titled.flatMap(([title, lines]) =>
    lines.length === 0
      ? [`  ${title}: nothing`]
      : [`  ${title}: ${lines.length}`, ...lines.map(each => `    ${each}`)],
  );
}
