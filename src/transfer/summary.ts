import { backends } from '../backends/index.ts';
import { entriesOf, isSecretValue } from '../backends/profile.ts';
import { shownPath } from '../base/masking.ts';
import { harmless } from '../base/terminal-text.ts';
import type { Incoming } from './incoming.ts';
import { addressOf, type Risk } from './risks.ts';

/** What a profile brings, for people: every field, what to mind, and with `!` what needs consent. */
export function summaryOf({ name, profile, secrets, notes }: Incoming, risks: readonly Risk[]): string {
  const plain = secrets.map(({ path }) => path);
  const fields = entriesOf(profile).map(({ path, value }) => {
    const said = plain.includes(path)
      ? 'in plain text in the file'
      : path === 'baseUrl'
        ? (addressOf(profile) ?? '')
        : fieldText(value);
    return `    ${shownPath(path)}: ${said}`;
  });
  const lines = [
    `${name}: ${backends[profile.backend].title}`,
    ...fields,
    ...notes.map(note => `    (${harmless(note)})`),
    ...risks.map(risk => `  ! ${riskText(risk)}`),
  ];
  return lines.map(line => `${line}\n`).join('');
}

/** What needs consent, with the field that it is about. */
export function riskText({ path, what }: Risk): string {
  return path === '' ? what : `${shownPath(path)} ${what}`;
}

function fieldText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (isSecretValue(value))
    return harmless(value.scheme === undefined ? value.secret : `${value.scheme} ${value.secret}`);
  return harmless(String(value));
}
