import type { Node } from 'jsonc-parser';
import {
  blanksAtEnd,
  endsInLineComment,
  indentAt,
  type Member,
  membersOf,
  type TextStyle,
} from './json-text.ts';
/*
 * Changes of single members of an object, everything else left as it stands: order, indentation, line breaks and
 * comments. jsonc-parser’s own `modify` is not used: it lays out the whole line anew, drops the comments beside a
 * member that it removes, and of duplicates changes the first, which does not count (3.3.1).
 */

/** What is to become of one member. */
export type MemberEdit = {
  readonly name: string;
  /** Its new value as JSON, or undefined: it goes. */
  readonly json: string | undefined;
  /** For a new member: the one that it comes behind, or that it comes first; else it comes last. */
  readonly behind?: string | undefined;
  readonly first?: boolean;
};

/** A piece of the text (maybe none) and what takes its place. */
export type Splice = { readonly start: number; readonly end: number; readonly text: string };

/** The splices that carry the edits of one object out. */
export function editObject(
  text: string,
  object: Node,
  edits: readonly MemberEdit[],
  style: TextStyle,
): Splice[] {
  const members = membersOf(text, object);
  const has = (name: string) => members.some(member => member.name === name);
  const gone = new Set(edits.filter(({ json }) => json === undefined).map(({ name }) => name));
  const kept = members.filter(({ name }) => !gone.has(name));
  const added = edits.filter(({ name, json }) => json !== undefined && !has(name));
  const close = object.offset + object.length - 1;
  if (kept.length === 0 && added.length === 0 && isBare(text, object, members))
    return [{ start: object.offset + 1, end: close, text: '' }];
  return [
    ...members.flatMap((member, index) =>
      gone.has(member.name) ? removal(text, member, members[index - 1]?.end ?? object.offset + 1) : [],
    ),
    ...edits.flatMap(({ name, json }) => replacement(members, name, json)),
    ...additions(text, object, members, kept, added, style),
  ];
}

/** The text with the splices carried out; of two at one place the first comes first. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const splice of splices.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(at, splice.start) + splice.text;
    at = Math.max(at, splice.end);
  }
  return result + text.slice(at);
}

/** An object of values in JSON, laid out for a place with this indentation. */
export function objectJson(entries: ReadonlyMap<string, string>, indent: string, style: TextStyle): string {
  const members = [...entries].map(([name, json]) => memberJson(name, json, style));
  if (style.inline || members.length === 0) return `{${members.join(style.colon === ':' ? ',' : ', ')}}`;
  const inner = style.eol + indent + style.unit;
  return `{${inner}${members.join(`,${inner}`)}${style.eol}${indent}}`;
}

function memberJson(name: string, json: string, style: TextStyle): string {
  return JSON.stringify(name) + style.colon + json;
}

/** Whether an object holds nothing beside its members: no comment to lose. */
function isBare(text: string, object: Node, members: readonly Member[]): boolean {
  const between = members.map((member, index) =>
    text.slice(members[index - 1]?.end ?? object.offset + 1, member.start),
  );
  const end = text.slice(members.at(-1)?.end ?? object.offset + 1, object.offset + object.length - 1);
  return /^[ \t\r\n,]*$/.test([...between, end].join(''));
}

/** A member goes with its comma and the blanks before it; comments stay. */
function removal(text: string, member: Member, from: number): Splice[] {
  const before = text.slice(from, member.start);
  // Without the line break before it, what follows would become part of the comment.
  const start = endsInLineComment(text, from, member.start)
    ? member.start
    : member.start - blanksAtEnd(before).length;
  if (member.comma === undefined) return [{ start, end: member.end, text: '' }];
  if (text.slice(member.end, member.comma).trim() === '') return [{ start, end: member.comma + 1, text: '' }];
  return [
    { start, end: member.end, text: '' },
    { start: member.comma, end: member.comma + 1, text: '' },
  ];
}

function replacement(members: readonly Member[], name: string, json: string | undefined): Splice[] {
  const member = members.findLast(each => each.name === name);
  if (member === undefined || json === undefined) return [];
  return [{ start: member.value.offset, end: member.end, text: json }];
}

function additions(
  text: string,
  object: Node,
  members: readonly Member[],
  kept: readonly Member[],
  added: readonly MemberEdit[],
  style: TextStyle,
): Splice[] {
  const close = object.offset + object.length - 1;
  const last = kept.at(-1);
  const trailing = members.at(-1)?.comma !== undefined;
  const blanks = separator(text, object, members, style);
  const splices: Splice[] = [];
  const atEnd: string[] = [];
  for (const { name, json = '', behind, first } of added) {
    const piece = memberJson(name, json, style);
    const neighbour = kept.findLast(member => member.name === behind);
    if (first === true && last !== undefined) splices.push(inserted(object.offset + 1, `${blanks}${piece},`));
    else if (neighbour === undefined || neighbour === last) atEnd.push(piece);
    else splices.push(inserted(neighbour.end, `,${blanks}${piece}`));
  }
  if (last !== undefined) splices.push(...commaBehind(last, atEnd.length > 0 || trailing));
  if (atEnd.length === 0) return splices;
  const from = members.at(-1)?.end ?? object.offset + 1;
  const end = endOfContent(text, from, close);
  const lead = endsInLineComment(text, from, end) && !/[\r\n]/.test(blanks) ? style.eol : '';
  const closing =
    /[\r\n]/.test(blanks) && !/[\r\n]/.test(text.slice(end, close))
      ? style.eol + indentAt(text, object.offset)
      : '';
  const line = lead + blanks + atEnd.join(`,${blanks}`) + (trailing ? ',' : '') + closing;
  return [...splices, inserted(end, line)];
}

function inserted(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

/** The comma behind the last member that is kept, made to be there or not. */
function commaBehind(last: Member, wanted: boolean): Splice[] {
  if (wanted === (last.comma !== undefined)) return [];
  return last.comma === undefined
    ? [inserted(last.end, ',')]
    : [{ start: last.comma, end: last.comma + 1, text: '' }];
}

/** Where the content of an object ends: behind its last member, its comma and its last comment. */
function endOfContent(text: string, from: number, close: number): number {
  return close - blanksAtEnd(text.slice(from, close)).length;
}

/** The blanks before a new member: those before the last one that is there, or what the layout asks for. */
function separator(text: string, object: Node, members: readonly Member[], style: TextStyle): string {
  const last = members.at(-1);
  if (last === undefined) return style.inline ? '' : style.eol + indentAt(text, object.offset) + style.unit;
  const blanks = blanksAtEnd(text.slice(object.offset + 1, last.start));
  const lineBreak = blanks.lastIndexOf('\n');
  if (lineBreak >= 0) return style.eol + blanks.slice(lineBreak + 1);
  if (blanks !== '' || members.length > 1) return blanks;
  return style.colon === ':' ? '' : ' ';
}
