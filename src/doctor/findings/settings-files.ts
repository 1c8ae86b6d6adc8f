import { isRouting } from '../../claude/overlay.ts';
import { isHiddenValue, shownValue } from '../../env/shown-value.ts';
import { ownedVariable } from '../../env/variables.ts';
import { assignment, observed, pathText, placeIn } from '../evidence.ts';
import type { Detector, Fix, Severity, ViewDetector, ViewFinding } from '../finding.ts';
import {
  foreignModel,
  isHelper,
  isWritten,
  type OverridingEntry,
  overridingEntries,
} from '../overriding-entries.ts';
import type { BrokenSettings, SettingsText, Situation } from '../situation.ts';
import type { View } from '../views.ts';

/** Settings files that beat the shell or the profile: one finding for each file and kind. */
export const overridingSettings: ViewDetector = (view, situation) => {
  const all = [...overridingEntries(view), ...foreignModel(view)];
  return kinds.flatMap(({ of, find }) =>
    [...Map.groupBy(all.filter(of), ({ file }) => file)].map(([file, overriding]) =>
      find(file, overriding, view, situation),
    ),
  );
};

type Kind = {
  readonly of: (overriding: OverridingEntry) => boolean;
  readonly find: (
    file: SettingsText,
    overriding: readonly OverridingEntry[],
    view: View,
    situation: Situation,
  ) => ViewFinding;
};

/** Where a project’s files route it is another finding: `project-settings`. */
const kinds: readonly Kind[] = [
  { of: isManaged, find: managed },
  { of: each => !isManaged(each) && each.ours !== null && !isProjects(each), find: override },
  { of: isLeftover, find: leftover },
];

function isManaged({ file }: OverridingEntry): boolean {
  return file.scope === 'managed';
}

/** A feature in the user’s own settings is a wish of the user; an address, a credential or a model is of a backend. */
function isLeftover({ file, name, ours }: OverridingEntry): boolean {
  return isUsers(file) && ours === null && (isRouting(name) || ownedVariable(name)?.kind === 'model');
}

function isUsers({ scope }: SettingsText): boolean {
  return scope === 'user' || scope === 'global';
}

function isProjects(overriding: OverridingEntry): boolean {
  const { file, name } = overriding;
  return (file.scope === 'project' || file.scope === 'local') && isRouting(name) && !isWritten(overriding);
}

function managed(
  _: SettingsText,
  overriding: readonly OverridingEntry[],
  { profile }: View,
  situation: Situation,
): ViewFinding {
  return {
    id: 'managed-settings',
    severity: profile !== null || overriding.some(({ name }) => isRouting(name)) ? 'error' : 'warning',
    what: `Managed settings beat ${oursIs(profile)}: ${names(overriding)}`,
    evidence: evidenceOf(overriding, situation),
    fix:
      profile === null
        ? 'Nothing of the user’s own wins over them; ask whoever manages them'
        : 'cgw run stops here; ask whoever manages them, or try cgw run --force',
    command: null,
  };
}

function override(
  file: SettingsText,
  overriding: readonly OverridingEntry[],
  view: View,
  situation: Situation,
): ViewFinding {
  return {
    id: 'settings-override',
    severity: severityOf(overriding, view),
    what: `${pathText(file.path, situation)} beats ${oursIs(view.profile)}: ${names(overriding)}`,
    evidence: evidenceOf(overriding, situation),
    ...remedy(file, overriding, view),
  };
}

function leftover(
  file: SettingsText,
  overriding: readonly OverridingEntry[],
  view: View,
  situation: Situation,
): ViewFinding {
  return {
    id: 'leftover-settings',
    severity: severityOf(overriding, view),
    what: `${pathText(file.path, situation)} holds what ${oursIs(view.profile)} does not say: ${names(overriding)}`,
    evidence: [
      ...evidenceOf(overriding, situation),
      'other launchers, /setup-bedrock and /setup-vertex write such entries',
    ],
    ...remedy(file, overriding, view),
  };
}

/** `cgw run` wins over them; a plain `claude` goes elsewhere. */
function severityOf(overriding: readonly OverridingEntry[], { how }: View): Severity {
  return how === 'shell' && overriding.some(({ name }) => name !== 'model' && isRouting(name))
    ? 'error'
    : 'warning';
}

function oursIs(profile: View['profile']): string {
  return profile === null ? 'this shell' : `the profile ${profile.name}`;
}

function names(overriding: readonly OverridingEntry[]): string {
  return overriding.map(({ name }) => name).join(', ');
}

function evidenceOf(overriding: readonly OverridingEntry[], situation: Situation): string[] {
  return overriding.map(({ name, file, keys, theirs, ours }) => {
    if (isHelper(name)) return `${placeIn(file, keys, situation)}: ${name}`;
    const entry = `${placeIn(file, keys, situation)}: ${assignment(name, theirs)}`;
    const isTold = ours !== null && ours !== '' && !isHiddenValue(name, ours);
    return isTold ? `${entry}, not ${shownValue(name, ours)}` : entry;
  });
}

/** The user’s own file may be changed; files of a project are read by others too. */
function remedy(
  file: SettingsText,
  overriding: readonly OverridingEntry[],
  { how, profile }: View,
): Pick<ViewFinding, 'fix' | 'command' | 'fixes'> {
  const run = profile === null ? null : `cgw run ${profile.name}`;
  const wins = run === null ? '' : `${run} wins over it${how === 'run' ? ', a plain claude does not' : ''}. `;
  if (file.written !== null && overriding.every(isWritten))
    return {
      fix: `${wins}cgw wrote it for ${file.written.profile}, and can take it back`,
      command: `cgw write --undo --to ${file.scope}`,
    };
  if (file.scope === 'global')
    return {
      fix: `${wins}End Claude Code, which writes this file too, and take the lines out`,
      command: run,
    };
  if (file.scope !== 'user')
    return { fix: `${wins}Take the lines out, if the folder is yours`, command: run };
  return {
    fix: `${wins}Take the lines out: --fix shows them, and asks`,
    command: `cgw doctor${profile === null ? '' : ` ${profile.name}`} --fix`,
    // What cgw wrote it takes back itself.
    fixes: overriding
      .filter(each => !isWritten(each))
      .map(({ keys }): Fix => ({ kind: 'take-out', path: file.path, keys })),
  };
}

/** Settings files that Claude Code leaves out as a whole. */
export const brokenSettings: Detector = situation => {
  const broken = new Map(
    [...situation.settings.broken, ...situation.settingsMeant.broken].map(file => [file.path, file]),
  );
  return [...broken.values()].map(({ path, why, faults }) => ({
    ...brokenBecause[why],
    severity: 'error',
    what: `${pathText(path, situation)} is not used at all, because ${brokenBecause[why].what}`,
    evidence: [
      ...faults.map(
        ({ line, reason }) => `${pathText(path, situation)}${line === null ? '' : `:${line}`}: ${reason}`,
      ),
      `${observed}: its permission rules and hooks do not apply either${why === 'json' ? '; comments and trailing commas are not JSON' : ''}`,
    ],
    fix: 'Fix the file by hand',
    command: null,
    profile: null,
  }));
};

const brokenBecause = {
  json: { id: 'settings-not-json', what: 'it is not a JSON object' },
  type: { id: 'settings-wrong-type', what: 'a key of it has a value of a wrong type' },
} as const satisfies Record<BrokenSettings['why'], { readonly id: string; readonly what: string }>;
