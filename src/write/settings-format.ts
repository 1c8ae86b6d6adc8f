import type { Node } from 'jsonc-parser';
import { isOwned } from '../env/variables.ts';
import type { Format } from './format.ts';
import { editObject, type MemberEdit, objectJson, type Splice, spliced } from './json-edit.ts';
import {
  contentOf,
  type JsonText,
  leftAlone,
  type Member,
  memberNamed,
  membersOf,
  parseJsonText,
} from './json-text.ts';
import type { SettingsContent } from './settings-content.ts';
import { indentAt, styleOf, type TextStyle } from './text-style.ts';

const helperKey = 'apiKeyHelper';
const envPrefix = 'env.';

/** A settings file of Claude Code: its `env` block and `apiKeyHelper`, and nothing else. */
export function settingsFormat(path: string, content: Pick<SettingsContent, 'env' | 'helper'>): Format {
  const parse = (text: string): Settings => parseSettings(text, path);
  return {
    valuesOf: text => valuesOf(parse(text)),
    restored: (text, original, names) => restored(parse(text), parse(original), names),
    isEmpty: text => text.trim() === '' || /^\{[ \t\r\n]*\}$/.test(text.trim()),
    written: text => written(parse(text), content),
    shown: name => (name.startsWith(envPrefix) ? name.slice(envPrefix.length) : name),
  };
}

/** A settings file, taken apart. Undefined JSON: the file is empty, which Claude Code takes for no settings. */
type Settings = { readonly json: JsonText; readonly env: Node | undefined };

function parseSettings(text: string, path: string): Settings {
  const json = text.trim() === '' ? fresh(text) : parseJsonText(text, path);
  if (json.root.type !== 'object') throw leftAlone(path, 'it does not hold an object');
  const env = memberNamed(json.text, json.root, 'env')?.value;
  if (env !== undefined && env.type !== 'object') throw leftAlone(path, '"env" is not an object');
  return { json, env };
}

/** An empty object in the place of nothing. */
function fresh(text: string): JsonText {
  return parseJsonText(`{}${/\r\n|\n/.exec(text)?.[0] ?? '\n'}`, '');
}

function valuesOf({ json, env }: Settings): Map<string, unknown> {
  const values = new Map<string, unknown>();
  const helper = memberNamed(json.text, json.root, helperKey);
  if (helper !== undefined) values.set(helperKey, contentOf(helper));
  if (env !== undefined)
    for (const member of membersOf(json.text, env)) values.set(envPrefix + member.name, contentOf(member));
  return values;
}

function written(settings: Settings, { env, helper }: Pick<SettingsContent, 'env' | 'helper'>): string {
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
  return edited(settings, top, members);
}

function restored(settings: Settings, original: Settings, names: readonly string[]): string {
  const top: MemberEdit[] = [];
  const members: MemberEdit[] = [];
  for (const name of names)
    if (name.startsWith(envPrefix))
      members.push(
        asBefore(
          name.slice(envPrefix.length),
          original.json.text,
          original.env,
          settings.json.text,
          settings.env,
        ),
      );
    else
      top.push(
        asBefore(name, original.json.text, original.json.root, settings.json.text, settings.json.root),
      );
  return edited(settings, top, members, original.env === undefined);
}

/** A member with the very text that it had, beside the same neighbour. */
function asBefore(
  name: string,
  originalText: string,
  original: Node | undefined,
  text: string,
  object: Node | undefined,
): MemberEdit {
  const before = original === undefined ? [] : membersOf(originalText, original);
  const index = before.findLastIndex(member => member.name === name);
  const member = before[index];
  if (member === undefined) return { name, json: undefined };
  const here = new Set(object === undefined ? [] : membersOf(text, object).map(each => each.name));
  const neighbour = before.slice(0, index).findLast(each => each.name !== name && here.has(each.name));
  return { name, json: rawOf(originalText, member), behind: neighbour?.name, first: neighbour === undefined };
}

function rawOf(text: string, { value }: Member): string {
  return text.slice(value.offset, value.offset + value.length);
}

/** @param dropEnv an `env` block with nothing left in it goes. */
function edited(
  { json, env }: Settings,
  top: readonly MemberEdit[],
  members: readonly MemberEdit[],
  dropEnv = false,
): string {
  const style = styleOf(json);
  const block = envEdit(json.text, env, members, style, dropEnv);
  const more = 'edit' in block ? [block.edit(indentOf(json, style))] : [];
  const inner = 'splices' in block ? block.splices : [];
  return spliced(json.text, [...editObject(json.text, json.root, [...top, ...more], style), ...inner]);
}

/** What becomes of the `env` block: changes inside it, or as a whole a member of the file that comes or goes. */
function envEdit(
  text: string,
  env: Node | undefined,
  members: readonly MemberEdit[],
  style: TextStyle,
  dropEnv: boolean,
): { readonly splices: Splice[] } | { edit(indent: string): MemberEdit } {
  const added = new Map(
    members.flatMap(({ name, json }) => (json === undefined ? [] : [[name, json] as const])),
  );
  if (env === undefined)
    return added.size === 0
      ? { splices: [] }
      : { edit: indent => ({ name: 'env', json: objectJson(added, indent, style) }) };
  const splices = editObject(text, env, members, style);
  const after = spliced(text, splices).slice(env.offset, env.offset + env.length + growth(splices));
  return dropEnv && /^\{[ \t\r\n]*\}$/.test(after)
    ? { edit: () => ({ name: 'env', json: undefined }) }
    : { splices };
}

function growth(splices: readonly Splice[]): number {
  return splices.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
}

/** The indentation of a member of the file. */
function indentOf({ text, root }: JsonText, style: TextStyle): string {
  const last = membersOf(text, root).at(-1);
  return last === undefined ? indentAt(text, root.offset) + style.unit : indentAt(text, last.start);
}
