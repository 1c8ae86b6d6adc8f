import { fieldOf } from '../../../backends/index.ts';
import type { Environment } from '../../../base/io.ts';
import { fit, type Line, line, styled, wrapSpans } from '../../../base/lines.ts';
import { visible } from '../../../base/terminal-text.ts';
import { countsLine } from '../../../features/cell-lines.ts';
import { columnOf } from '../../../features/profile-column.ts';
import type { Problem } from '../../../profile/rules.ts';
import { namePath } from './draft.ts';
import { usableSources } from './edit.ts';
import { derive } from './model.ts';
import { shownProblems } from './problems.ts';
import { groupLabels, pathOf, type Row } from './row.ts';
import { isReferenceKind, keychainHelp, referenceKinds, sourceLabel, words } from './sources.ts';
import { exampleFor, type FormState, sheetOf } from './state.ts';
import { newSecret, optionLabel, type SourceValue, textOfSource } from './value.ts';
import { isHidden } from './view-rows.ts';

/** What there is to say about the focused row, what is wrong first. */
export function detailLines(
  form: FormState,
  row: Row,
  problems: readonly Problem[],
  environment: Environment,
  width: number,
): Line[] {
  const path = pathOf(row);
  const wrong = path === undefined ? [] : shownProblems(form, problems, path);
  const lines: Line[] = [
    ...wrong.map(problem =>
      line(styled('bad', '! '), `${subjectOf(form, problem)} ${visible(problem.message)}`),
    ),
    ...adviceLines(form, each => each === path),
    ...suggestion(form, path, wrong),
    ...choices(form, row),
    ...meaning(form, row, width),
    ...(wrong.some(({ message }) => message.includes(row.help)) ? [] : [line(about(form, row))]),
    ...(row.notes ?? []).map(note => line(note)),
    ...sourceNote(form, row, environment),
  ];
  return [...lines.flatMap(each => wrapSpans(each, width, 2)), ...facts(row).map(each => fit(each, width))];
}

/** What the key for a suggestion puts in, where what is wrong does not tell: it may take two steps in one. */
function suggestion(form: FormState, path: string | undefined, wrong: readonly Problem[]): Line[] {
  const instead = derive(form).corrections.get(path ?? '');
  if (instead === undefined || wrong.length === 0) return [];
  return wrong.some(each => each.instead === instead)
    ? []
    : [line(styled('warn', '~ '), `suggestion: ${visible(instead)}`)];
}

/** What is odd about fields, though they may be saved so. */
export function adviceLines(form: FormState, isAbout: (path: string) => boolean = () => true): Line[] {
  const advice = derive(form).advice.filter(({ path }) => isAbout(path));
  return advice.map(({ text }) => line(styled('warn', '~ '), visible(text)));
}

/** What a row is for, and who cannot do without it: the backend, or the preset alone. */
function about(form: FormState, row: Row): string {
  const { required, help } = row;
  if (!required) return help;
  const { purpose, backend } = form;
  const path = pathOf(row) ?? '';
  return purpose.form === 'add' && exampleFor(form, path) !== undefined && !fieldOf(backend, path)?.required
    ? `required by ${purpose.preset.title}: ${help}`
    : `required: ${help}`;
}

/** What a problem is about, in the words of the labels. */
function subjectOf({ view }: FormState, { path }: Problem): string {
  return view.view === 'entry' && path === 'name' ? groupLabels[view.entry.group].key : pathLabel(path);
}

/** How a field is called where it is talked about. */
export function pathLabel(path: string): string {
  return path === namePath ? 'name' : visible(path);
}

/** All that can be chosen, what is chosen marked. */
function choices(form: FormState, row: Row): Line[] {
  const held = 'path' in row ? sheetOf(form).values.get(row.path) : undefined;
  const sources =
    row.control === 'source' && held?.kind === 'source' ? usableSources(form, row.sources, held.source) : [];
  const open =
    row.control === 'option' && held?.kind === 'option'
      ? row.options.map(value => ({ label: optionLabel(value), chosen: value === held.value }))
      : sources.map(source => ({
          label: sourceLabel(source),
          chosen: held?.kind === 'source' && source === held.source,
        }));
  if (open.length === 0) return [];
  // No-break spaces keep a mark and its word on one line.
  const shut =
    row.control === 'source' && sources.length < row.sources.length
      ? [line(styled('dim', `( ) keychain is unavailable: ${form.keychain.missing}`))]
      : [];
  return [
    line(
      open
        .map(({ label, chosen }) => `(${chosen ? '•' : ' '}) ${label}`.replaceAll(' ', '\u00a0'))
        .join('  '),
    ),
    ...shut,
  ];
}

/** What the chosen answer says, and what the route that it tells costs. */
function meaning(form: FormState, row: Row, width: number): Line[] {
  if (row.control !== 'option' || row.meanings === undefined) return [];
  const held = sheetOf(form).values.get(row.path);
  if (held?.kind !== 'option') return [];
  const text = held.value === undefined ? undefined : row.meanings[String(held.value)];
  return [
    ...(text === undefined ? [] : [line(styled('title', optionLabel(held.value)), `: ${text}`)]),
    ...(row.tellsRoute
      ? [line('features: ', ...countsLine(columnOf({ profile: derive(form).profile }), width - 10))]
      : []),
  ];
}

/** What a chosen source means here and now. */
function sourceNote(form: FormState, row: Row, environment: Environment): Line[] {
  if (row.control !== 'source' && row.control !== 'sourceText' && row.control !== 'secret') return [];
  const held = sheetOf(form).values.get(row.path);
  if (held?.kind !== 'source') return [];
  const { source } = held;
  if (source === 'none' || source === 'plain') return [];
  if (!isReferenceKind(source)) return [line(`${source}: ${words[source]}`)];
  if (source === 'keychain') return keychainNote(form, row, held);
  const name = textOfSource(held).field.text;
  if (source === 'file' && newSecret(held) !== '')
    return [line(styled('good', '✓ '), 'the credential goes into this file, which only you can read')];
  if (row.control === 'source')
    return [line(styled('dim', `${sourceLabel(source)}: ${referenceKinds[source].help}`))];
  if (source !== 'env' || name === '' || isHidden(form, row, held)) return [];
  return environment[name]
    ? [line(styled('good', '✓ '), `${name} is exported here`)]
    : [line(styled('warn', '~ '), `${name} is not exported here; it has to be where the profile is used`)];
}

/** Whether there is a keychain here, and whom else a change of its entry would concern. */
function keychainNote({ keychain, purpose }: FormState, row: Row, held: SourceValue): Line[] {
  const { missing, users } = keychain;
  if (row.control === 'source')
    return missing === null
      ? [line(styled('dim', `keychain: ${keychainHelp}`))]
      : [line(styled('warn', '~ '), `keychain: ${missing}`)];
  const others = (users.get(textOfSource(held).field.text) ?? []).filter(
    name => purpose.form === 'add' || name !== purpose.name,
  );
  if (others.length === 0) return [];
  return [
    line(styled('warn', '~ '), `${others.join(', ')} use the same entry: a new credential is theirs too`),
  ];
}

function facts({ example, variable }: Row): Line[] {
  const known = [
    variable === undefined ? '' : `sets ${variable}`,
    example === undefined ? '' : `e.g. ${example}`,
  ].filter(each => each !== '');
  return known.length === 0 ? [] : [line(styled('dim', known.join(' · ')))];
}
