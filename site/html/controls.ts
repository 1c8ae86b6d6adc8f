import type { ThinkingSigner } from '../../src/features/documented-routes.ts';
import { groups } from '../groups.ts';
import type { PageData } from '../page-data.ts';
import { escaped } from './text.ts';

/** Who runs the models, as the page calls them. */
const signers: { readonly [Each in ThinkingSigner]: string } = {
  anthropic: 'Anthropic',
  bedrock: 'Amazon Bedrock',
  vertex: 'Google Vertex AI',
  foundry: 'Microsoft Foundry',
  copilot: 'GitHub Copilot',
  'other models': 'other makers’ models',
  'a gateway': 'whoever runs the gateway',
};

type Option = readonly [value: string, text: string];

function options(those: readonly Option[]): string {
  return those.map(([value, text]) => `<option value="${escaped(value)}">${escaped(text)}`).join('');
}

function select(name: string, label: string, inner: string): string {
  return `<label>${label} <select name="${name}">${inner}</select></label>`;
}

function versionSelects(prefix: string, { claudeCode, litellm }: PageData): string {
  const each = (versions: readonly string[]) => options(versions.map(version => [version, version]));
  return (
    select(`${prefix}claude`, 'Claude Code', each(claudeCode)) +
    select(`${prefix}litellm`, 'LiteLLM', each(litellm))
  );
}

/** What the table shows: versions, groups of routes, and who runs the models. */
export function filtersHtml(data: PageData): string {
  const boxes = groups.map(
    ({ id, title }) => `<label><input type=checkbox name=routes value="${id}" checked> ${title}</label>`,
  );
  const by = options([['any', 'anyone'], ...Object.entries(signers)]);
  return `<div class=row>${versionSelects('', data)}${select('by', 'Models run by', by)}</div>
<fieldset><legend>Routes</legend>${boxes.join('')}</fieldset>`;
}

/** The two sides of a comparison. */
export function sidesHtml(data: PageData): string {
  const title = new Map(data.routes.map(({ id, title }) => [id as string, title]));
  const routes = groups
    .map(group => {
      const those = group.routes.map((id): Option => [id, title.get(id) ?? id]);
      return `<optgroup label="${group.title}">${options(those)}</optgroup>`;
    })
    .join('');
  return (['from', 'to'] as const)
    .map(
      name =>
        `<fieldset><legend>${name === 'from' ? 'From' : 'To'}</legend>${select(name, 'Route', routes)}${versionSelects(`${name}-`, data)}</fieldset>`,
    )
    .join('');
}
