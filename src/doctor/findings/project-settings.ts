import { credentialPrograms } from '../../backends/backend.ts';
import { excerpt } from '../../base/terminal-text.ts';
import { hostManaged } from '../../claude/modes.ts';
import { isRouting } from '../../claude/overlay.ts';
import { isNetwork } from '../../claude/pinned-variables.ts';
import { effectiveEnvironment } from '../../claude/precedence.ts';
import { projectSettings } from '../../claude/project-settings.ts';
import { envEntry, envOf, isProjects } from '../../claude/settings-files.ts';
import type { Plan } from '../../env/plan.ts';
import { isOwned, ownedVariable } from '../../env/variables.ts';
import { entryIn, observed, pathText, placeIn } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';
import { isHelper, isWritten } from '../overriding-entries.ts';
import type { SettingsText, Situation } from '../situation.ts';
import { meantProfile, type View } from '../views.ts';

/**
 * Settings that come with the folder and decide where requests go, as whom, through which proxy, or which program is
 * run: they count with `-p` also where nobody trusted the folder.
 */
export const untrustedSettings: Detector = (situation, [view]) => {
  // The first is the shell, if that is looked at: `cgw run` beats all of this.
  if (view === undefined || (view.how === 'shell' && hostManaged(view.environment))) return [];
  const entries = entriesOf(view);
  return [...Map.groupBy(entries, ({ file }) => file)].map(([file, found]) =>
    finding(file, found, view, situation),
  );
};

type ProjectEntry = { readonly file: SettingsText; readonly name: string; readonly keys: readonly string[] };

function entriesOf(view: View): ProjectEntry[] {
  const projects = view.files.filter(({ scope }) => isProjects(scope));
  const others = view.files.filter(file => !projects.includes(file));
  const own = effectiveEnvironment(others, view.environment);
  const foreign = projectSettings(nothing, view.forecast.provider, view.files, view.environment);
  const named = new Set(foreign.overrides.map(({ file, name }) => `${file.path}\n${name}`));
  return projects.flatMap(file => {
    const env = envOf(file.content);
    const variables = Object.keys(env).filter(
      name =>
        (isOwned(name) && isRouting(name) && env[name] !== (own[name] ?? '')) ||
        named.has(`${file.path}\n${name}`),
    );
    const keys = Object.keys(file.content).filter(
      key =>
        key !== 'env' && (named.has(`${file.path}\n${key}`) || (isHelper(key) && file.content[key] !== '')),
    );
    const entries = [
      ...variables.map(name => ({ file, name, keys: ['env', name] })),
      ...keys.map(name => ({ file, name, keys: [name] })),
    ];
    return entries.filter(each => !isWritten(each));
  });
}

/** No profile decides, so that everything a project says shows. */
const nothing: Plan = { profile: undefined, changes: [], warnings: [] };

function finding(
  file: SettingsText,
  entries: readonly ProjectEntry[],
  { how, profile }: View,
  situation: Situation,
): Finding {
  const dangerous = entries.some(({ name }) => takesCredentials(name));
  const name = profile?.name ?? meantProfile(situation)?.name;
  const run = `cgw run ${name ?? 'NAME'}`;
  return {
    id: 'project-settings',
    severity: how === 'run' ? 'note' : dangerous ? 'error' : 'warning',
    what: `${pathText(file.path, situation)} comes with this folder and decides about ${entries.map(each => excerpt(each.name)).join(', ')}`,
    evidence: [
      ...entries.map(({ name, keys }) =>
        keys[0] === 'env'
          ? entryIn(file, name, envEntry(file.content, name) ?? '', situation)
          : `${placeIn(file, keys, situation)}: ${name}`,
      ),
      ...(dangerous
        ? [
            `${observed}: with -p it counts also where nobody trusted the folder, and takes the user’s credential along`,
          ]
        : []),
    ],
    fix: `Read the file. ${how === 'run' ? `${run} wins over it` : `Start with ${run}, which wins over it`}; a plain claude obeys it`,
    command: name === undefined ? null : run,
    profile: profile?.name ?? null,
  };
}

/** Whether an entry can lead a credential away or add one, or runs a program; others choose among the user’s own. */
function takesCredentials(name: string): boolean {
  const kind = ownedVariable(name)?.kind;
  return kind === 'endpoint' || kind === 'credential' || isNetwork(name) || isProgram(name);
}

function isProgram(key: string): boolean {
  return isHelper(key) || credentialPrograms.some(each => each === key);
}
