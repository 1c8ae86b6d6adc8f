import type { Environment } from '../../../base/io.ts';
import { type Line, line, pad, type StyleName, styled, wrapSpans } from '../../../base/lines.ts';
import { visible } from '../../../base/terminal-text.ts';
import { missingExports } from '../../../profile/advice.ts';
import type { Problem } from '../../../profile/rules.ts';
import { derive, type FieldChange, isNewOnly, type Variables, variablesOf } from './model.ts';
import type { FormState } from './state.ts';
import { valueText } from './value.ts';
import { adviceLines, pathLabel } from './view-detail.ts';

/** The review in lines: what is wrong, what will be saved, what it sets and what it clears. */
export function reviewLines(form: FormState, environment: Environment, width: number): Line[] {
  const { problems, changes } = derive(form);
  const { set, cleared } = variablesOf(form, environment);
  const lines: Line[] = [
    ...problemLines(problems),
    ...spaced([...noteLines(form), ...adviceLines(form), ...exportLines(form, environment)]),
    line(styled('title', form.purpose.form === 'add' ? 'Will be saved' : 'Changes')),
    ...(changes.length > 0 ? changeLines(changes) : [line(styled('dim', `  ${nothing(form)}`))]),
    [],
    line(styled('title', 'Variables it sets')),
    ...variableLines(set),
    ...(cleared.length > 0 ? [[], line(styled('title', 'Cleared here'))] : []),
    ...cleared.map(name => line(`  ${name}`)),
  ];
  return lines.flatMap(each => wrapSpans(each, width, 4));
}

/** What was found on this machine, unless it is said more exactly below. */
function noteLines({ purpose }: FormState): Line[] {
  return purpose.form === 'add' && purpose.note !== null ? [line(purpose.note)] : [];
}

function exportLines(form: FormState, environment: Environment): Line[] {
  return missingExports(derive(form).profile, environment).map(({ what, line: code }) =>
    line(styled('warn', '~ '), `${what}: ${code}`),
  );
}

/** Lines with a blank one behind them, where there are any. */
function spaced(lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [...lines, []];
}

function problemLines(problems: readonly Problem[]): Line[] {
  if (problems.length === 0) return [];
  const count = problems.length === 1 ? 'one thing is' : `${problems.length} things are`;
  return [
    line(styled('bad', `! ${count} wrong: nothing is saved until that is fixed`)),
    ...problems.map(({ path, message }) =>
      line('  ', styled('title', pathLabel(path)), ` ${visible(message)}`),
    ),
    [],
  ];
}

function variableLines(variables: Variables['set']): Line[] {
  if (variables.length === 0)
    return [line(styled('dim', '  none: every variable of other backends is cleared'))];
  return variables.map(({ name, value }) =>
    line(`  ${name}`, styled('dim', ' = '), value === '' ? styled('dim', '(empty)') : visible(value)),
  );
}

function nothing({ purpose }: FormState): string {
  return purpose.form === 'edit' ? 'nothing has changed, so there is nothing to save' : 'no field is set';
}

function changeLines(changes: readonly FieldChange[]): Line[] {
  const width = Math.max(...changes.map(({ path }) => Bun.stringWidth(pathLabel(path))));
  return changes.map(change => {
    const { sign, path } = change;
    const head = [
      { text: '  ' },
      styled(signStyles[sign], `${sign} `),
      ...pad(line(pathLabel(path)), width + 2),
    ];
    return [...head, ...valueSpans(change)];
  });
}

const signStyles = { '+': 'good', '-': 'bad', '~': 'warn' } as const satisfies {
  readonly [Sign in FieldChange['sign']]: StyleName;
};

function valueSpans(change: FieldChange): Line {
  switch (change.sign) {
    case '+':
      return line(valueText(change.after), ...stored(change.stores));
    case '-':
      return line(valueText(change.before));
    case '~':
      if (isNewOnly(change)) return line(valueText(change.after), styled('dim', '  gets a new credential'));
      return line(
        valueText(change.before),
        styled('dim', ' → '),
        valueText(change.after),
        ...stored(change.stores),
      );
  }
}

function stored(stores: boolean): Line {
  return stores ? line(styled('dim', '  the credential is stored there')) : [];
}
