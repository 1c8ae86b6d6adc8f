import { isRecord } from '../base/json.ts';
import type { BackendId } from '../env/backend-ids.ts';
import type { Part, Programs, Setting } from '../env/plan.ts';
import { placeholderWord } from '../secrets/reference.ts';
import type { Field } from './backend.ts';
import { regionVariable } from './google.ts';
import { backends, fieldOf } from './index.ts';
import {
  isSecretValue,
  type OpenValue,
  openGroupOf,
  type Profile,
  type ProfileField,
  profileFields,
} from './profile.ts';
import { providerFacts } from './providers.ts';

/** The variables a profile sets, in a stable order. Pure: no secret is fetched, nothing is cleared yet. */
export function settingsOf(profile: Profile): Setting[] {
  const entries = profileFields(profile);
  const settings = switchesOf(profile.backend);
  for (const entry of entries) {
    const field = fieldOf(profile.backend, entry.path);
    settings.push(
      ...(field === undefined ? openSetting(entry) : fieldSettings(entry.path, field, entry.value)),
    );
  }
  settings.push(...headerSetting(entries));
  return settings;
}

/** The settings keys of a profile, which no variable carries: programs for a cloud’s credentials. */
export function programsOf(profile: Profile): Programs | undefined {
  let programs: Record<string, string> | undefined;
  for (const { path, value } of profileFields(profile)) {
    const field = fieldOf(profile.backend, path);
    if (field?.kind !== 'text' || field.setting === undefined) continue;
    programs ??= {};
    programs[field.setting] = String(value);
  }
  return programs;
}

/** The switches that a backend always needs. */
function switchesOf(id: BackendId): Setting[] {
  const { provider, gatewaySigns } = backends[id];
  const facts = providerFacts(provider);
  const settings: Setting[] = [];
  for (const name of [facts.switch, gatewaySigns && facts.skip])
    if (name !== undefined) settings.push({ name, path: 'backend', parts: [{ text: '1' }] });
  return settings;
}

function fieldSettings(path: string, field: Field, value: unknown): Setting[] {
  switch (field.kind) {
    case 'toggle':
      return assigned(path, (value === true ? field.on : field.off) ?? {});
    case 'choice':
      return assigned(path, field.choices[String(value)] ?? {});
    case 'credential':
      return [{ name: field.variable, path, parts: [credentialPart(field.variable, String(value))] }];
    case 'url':
    case 'text':
      return field.variable === undefined
        ? []
        : [
            { name: field.variable, path, parts: [{ text: `${value}${ending(field)}` }] },
            ...assigned(path, (field.kind === 'text' && field.along) || {}),
          ];
  }
}

function ending(field: Field): string {
  return field.kind === 'text' ? (field.ending ?? '') : '';
}

function credentialPart(variable: string, value: string): Part {
  if (value === 'empty') return { text: '' };
  return value === 'inherit' ? { inherit: variable } : referencePart(value);
}

/** A placeholder is no secret: its word is all there is to fetch. */
function referencePart(text: string): Part {
  const word = placeholderWord(text);
  return word === undefined ? { reference: text } : { text: word };
}

function assigned(path: string, variables: { readonly [name: string]: string | undefined }): Setting[] {
  const settings: Setting[] = [];
  for (const [name, text] of Object.entries(variables))
    if (text !== undefined) settings.push({ name, path, parts: [{ text }] });
  return settings;
}

function openSetting({ path, value }: ProfileField): Setting[] {
  const open = openGroupOf(path);
  if (open === undefined || open.group === 'headers') return [];
  const name = open.group === 'regions' ? regionVariable(open.key) : open.key;
  return name === undefined ? [] : [{ name, path, parts: openParts(value) }];
}

/** All headers travel in one variable, `Name: Value` a line. */
function headerSetting(entries: readonly ProfileField[]): Setting[] {
  const parts: Part[] = [];
  for (const { path, value } of entries) {
    const open = openGroupOf(path);
    if (open?.group !== 'headers') continue;
    parts.push({ text: `${parts.length > 0 ? '\n' : ''}${open.key}: ` }, ...openParts(value));
  }
  return parts.length > 0 ? [{ name: 'ANTHROPIC_CUSTOM_HEADERS', path: 'headers', parts }] : [];
}

function openParts(value: unknown): Part[] {
  if (!isOpenValue(value)) return [];
  if (typeof value === 'string') return [{ text: value }];
  const reference = referencePart(value.secret);
  return value.scheme === undefined ? [reference] : [{ text: `${value.scheme} ` }, reference];
}

function isOpenValue(value: unknown): value is OpenValue {
  return typeof value === 'string' || (isRecord(value) && isSecretValue(value));
}
