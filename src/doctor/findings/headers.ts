import { mayBeKey } from '../../base/key-looks.ts';
import { isPrinted, logVariable, printedSecrets, printsRequests } from '../../claude/debug-log.ts';
import { precedenceOf } from '../../claude/precedence.ts';
import { inForce, observed, placeIn } from '../evidence.ts';
import type { ViewDetector } from '../finding.ts';
import type { Situation } from '../situation.ts';
import type { View } from '../views.ts';

/** A line of `ANTHROPIC_CUSTOM_HEADERS`, as Claude Code reads it (observed). */
export type HeaderLine = {
  /** From 1. */
  readonly line: number;
  /** Null: there is no colon, and the line is dropped. */
  readonly name: string | null;
  readonly value: string;
};

export function headersIn(text: string): HeaderLine[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const colon = line.indexOf(':');
    return [
      {
        line: index + 1,
        name: colon < 0 ? null : line.slice(0, colon).trim(),
        value: line.slice(colon + 1).trim(),
      },
    ];
  });
}

/** Whether a header carries a credential, by its name or by its looks. */
export function isCredentialHeader({ name, value }: HeaderLine): boolean {
  if (name === null || value === '') return false;
  return /(^|-)(authorization|auth|key|token|secret|cookie|credentials?)$/i.test(name) || mayBeKey(value);
}

/** Why every request fails on a header: Claude Code refuses it, or the server does. */
function headerProblem({ name, value }: HeaderLine): string | undefined {
  if (name === null) return undefined;
  if (name === '') return 'has no name before its colon';
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'has a name that no header may have';
  if (/[‘’“”]/.test(value)) return 'holds a typographic quote';
  // C0 without the tab; a DEL was seen to pass.
  if (/[^\P{Cc}\t\x7f-\x9f]/u.test(value)) return 'holds a control character';
  return [...value].some(char => char > '\u00ff') ? 'holds a character beyond Latin-1' : undefined;
}

/** The name of a header, where that can be shown: what somebody pasted there may be the key itself. */
function headerLabel({ line, name }: HeaderLine): string {
  const plain = name !== null && /^[A-Za-z][A-Za-z0-9-]*$/.test(name) && !mayBeKey(name);
  return plain ? `header ${name}` : `line ${line}`;
}

const variable = 'ANTHROPIC_CUSTOM_HEADERS';

/** Headers that make every request fail. */
export const rejectedHeaders: ViewDetector = (view, situation) => {
  const wrong = headersIn(view.effective[variable] ?? '').flatMap(header => {
    const problem = headerProblem(header);
    return problem === undefined ? [] : [`${headerLabel(header)} ${problem}`];
  });
  if (wrong.length === 0) return [];
  return [
    {
      id: 'custom-headers-rejected',
      severity: 'error',
      what: `${variable} makes every request fail`,
      evidence: [
        ...wrong.map(each => `${headersPlace(view, situation)}: ${each}`),
        'since Claude Code 2.1.227',
      ],
      fix: 'Write each header as Name: Value on a line of its own, in plain characters',
      command: null,
    },
  ];
};

/** Headers that are not sent as they are meant, without a word. */
export const lostHeaders: ViewDetector = (view, situation) => {
  const lost = headersIn(view.effective[variable] ?? '').flatMap(header => {
    if (header.name === null) return [`${headerLabel(header)} has no colon and is dropped`];
    return /\\n\s*[\w-]+:/.test(header.value)
      ? [
          `${headerLabel(header)} holds a backslash and an n, not a line break: the header behind it is not sent`,
        ]
      : [];
  });
  if (lost.length === 0) return [];
  return [
    {
      id: 'custom-headers-lost',
      severity: 'warning',
      what: `A part of ${variable} is not sent as a header`,
      evidence: [...lost.map(each => `${headersPlace(view, situation)}: ${each}`), observed],
      fix: 'Write each header as Name: Value on a line of its own, with real line breaks',
      command: null,
    },
  ];
};

function headersPlace(view: View, situation: Situation): string {
  const { winner } = precedenceOf(variable, view.inForce, view.environment);
  const file = view.files.find(({ path }) => path === winner?.path);
  if (file !== undefined) return placeIn(file, ['env', variable], situation);
  return view.how === 'run' && view.profile !== null ? `profile ${view.profile.name}` : 'exported';
}

/** Claude Code prints its requests, and leaves out of them only the credentials that it knows as such. */
export const secretsInLog: ViewDetector = (view, situation) => {
  if (!printsRequests(view.effective[logVariable])) return [];
  const printed = headersPrinted(view);
  if (printed.length === 0) return [];
  return [
    {
      id: 'secret-in-log',
      severity: 'warning',
      what: `Claude Code prints its requests, and with them a secret in ${printed.join(', ')}`,
      evidence: [inForce(view, logVariable, situation), observed],
      fix: `Do not set ${logVariable}, or carry the credential in a field of the profile that Claude Code leaves out (token, apiKey)`,
      command: null,
    },
  ];
};

/** By their names or looks, and those of which the profile says so. */
function headersPrinted({ effective, profile, how }: View): string[] {
  const declared = profile === null || how === 'shell' ? [] : printedSecrets(profile.profile);
  return headersIn(effective.ANTHROPIC_CUSTOM_HEADERS ?? '')
    .filter(header => isPrinted(header.name ?? ''))
    .filter(header => isCredentialHeader(header) || declared.includes(header.name ?? ''))
    .map(headerLabel);
}
