import type { Node } from 'jsonc-parser';
import { credentialPrograms } from '../backends/backend.ts';
import { leftAsItIs } from '../base/errors.ts';
import { isOwned } from '../env/variables.ts';
import type { FileFormat } from './block-format.ts';
import { editObject, type MemberEdit, objectJson, type Splice, spliced } from './json-edit.ts';
import {
  contentOf,
  indentAt,
  type JsonText,
  type Member,
  memberNamed,
  membersOf,
  parseJsonText,
  styleOf,
  type TextStyle,
} from './json-text.ts';
import type { SettingsContent } from './settings-content.ts';

const helperKey = 'apiKeyHelper';
const topKeys = [helperKey, ...credentialPrograms];
const envPrefix = 'env.';

/** A settings file of Claude Code: its `env` block, `apiKeyHelper` and a cloud’s programs, and nothing else. */
export function settingsFormat(path: string, content: Written): FileFormat {
  const parse = (text: string): Settings => parseSettings(text, path);
  return {
    valuesOf: text => valuesOf(parse(text)),
    restored: (text, original, names) => restored(parse(text), parse(original), names),
    isEmpty: text => text.trim() === '' || /^\{[ \t\r\n]*\}$/.test(text.trim()),
    written: text => written(parse(text), content),
    shown: name => (name.startsWith(envPrefix) ? name.slice(envPrefix.length) : name),
  };
}

type Written = Pick<SettingsContent, 'env' | 'helper' | 'programs'>;

/** A settings file, taken apart. */
type Settings = { readonly json: JsonText; readonly env: Node | undefined };

function parseSettings(text: string, path: string): Settings {
  const json = text.trim() === '' ? fresh(text) : parseJsonText(text, path);
  if (json.root.type !== 'object') throw leftAsItIs(path, 'it does not hold an object');
  const env = memberNamed(json.text, json.root, 'env')?.value;
  if (env !== undefined && env.type !== 'object') throw leftAsItIs(path, '"env" is not an object');
  return { json, env };
}

/** An empty object in the place of an empty file, which Claude Code takes for no settings. */
function fresh(text: string): JsonText {
  return parseJsonText(`{}${/\r\n|\n/.exec(text)?.[0] ?? '\n'}`, '');
}

function valuesOf({ json, env }: Settings): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const key of topKeys) {
    const member = memberNamed(json.text, json.root, key);
    if (member !== undefined) values.set(key, contentOf(member));
  }
  if (env !== undefined)
    for (const member of membersOf(json.text, env)) values.set(envPrefix + member.name, contentOf(member));
  return values;
}

function written(settings: Settings, { env, helper, programs }: Written): string {
  const held = valuesOf(settings);
  const ours = new Map([...env].map(([name, value]) => [name, JSON.stringify(value)]));
  const theirs = [...held.keys()]
    .filter(key => key.startsWith(envPrefix))
    .map(key => key.slice(envPrefix.length));
  const members: MemberEdit[] = [
    ...theirs.filter(name => isOwned(name) && !env.has(name)).map(name => ({ name, json: undefined })),
    ...[...ours]
      .filter(([name]) => held.get(envPrefix + name) !== env.get(name))
      .map(([name, json]) => ({ name, json })),
  ];
  // An empty one says already that there is none.
  const leave = held.get(helperKey) === (helper ?? '') || (helper === undefined && !held.has(helperKey));
  const top = leave
    ? []
    : [{ name: helperKey, json: helper === undefined ? undefined : JSON.stringify(helper) }];
  const theirPrograms = Object.entries(programs)
    .filter(([key, command]) => held.get(key) !== command)
    .map(([name, command]) => ({ name, json: JSON.stringify(command) }));
  return edited(settings, [...top, ...theirPrograms], members);
}

function restored(settings: Settings, original: Settings, names: readonly string[]): string {
  const of = (name: string, from: Node | undefined, to: Node | undefined): MemberEdit =>
    asBefore(name, { text: original.json.text, object: from }, { text: settings.json.text, object: to });
  const inner = names.filter(name => name.startsWith(envPrefix));
  const outer = names.filter(name => !inner.includes(name));
  return edited(
    settings,
    outer.map(name => of(name, original.json.root, settings.json.root)),
    inner.map(name => of(name.slice(envPrefix.length), original.env, settings.env)),
    original.env === undefined,
  );
}

/** An object in a text, if it is there. */
type Held = { readonly text: string; readonly object: Node | undefined };

/** A member with the very text that it had, beside the same neighbour; gone where there was none. */
function asBefore(name: string, original: Held, now: Held): MemberEdit {
  const before = heldMembers(original);
  const index = before.findLastIndex(member => member.name === name);
  const member = before[index];
  if (member === undefined) return { name, json: undefined };
  const here = new Set(heldMembers(now).map(each => each.name));
  const neighbour = before.slice(0, index).findLast(each => each.name !== name && here.has(each.name));
  const { offset, length } = member.value;
  const json = original.text.slice(offset, offset + length);
  return { name, json, behind: neighbour?.name, first: neighbour === undefined };
}

function heldMembers({ text, object }: Held): Member[] {
  return object === undefined ? [] : membersOf(text, object);
}

/**
 * The text with members of the file and of its `env` block changed.
 * @param dropEnv a block with nothing left in it goes.
 */
function edited(
  { json, env }: Settings,
  outer: readonly MemberEdit[],
  inner: readonly MemberEdit[],
  dropEnv = false,
): string {
  const { text, root } = json;
  const style = styleOf(json);
  const withOuter = (...more: MemberEdit[]) => editObject(text, root, [...outer, ...more], style);
  if (env === undefined) return spliced(text, withOuter(...newBlock(json, inner, style)));
  const splices = editObject(text, env, inner, style);
  return dropEnv && isEmptied(text, env, splices)
    ? spliced(text, withOuter({ name: 'env', json: undefined }))
    : spliced(text, [...withOuter(), ...splices]);
}

/** The `env` block of a file that has none. */
function newBlock({ text, root }: JsonText, inner: readonly MemberEdit[], style: TextStyle): MemberEdit[] {
  const members = new Map(
    inner.flatMap(({ name, json }) => (json === undefined ? [] : [[name, json] as const])),
  );
  if (members.size === 0) return [];
  const last = membersOf(text, root).at(-1);
  const indent = last === undefined ? indentAt(text, root.offset) + style.unit : indentAt(text, last.start);
  return [{ name: 'env', json: objectJson(members, indent, style) }];
}

/** Whether an object holds nothing any more, not even a comment. */
function isEmptied(text: string, object: Node, splices: readonly Splice[]): boolean {
  const after = spliced(text, splices);
  const length = object.length + after.length - text.length;
  return /^\{[ \t\r\n]*\}$/.test(after.slice(object.offset, object.offset + length));
}
