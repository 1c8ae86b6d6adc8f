import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { featureIds } from '../src/features/features.ts';
import { encoded } from './encode.ts';
import { filtersHtml, sidesHtml } from './html/controls.ts';
import { detailsHtml } from './html/details.ts';
import { sourcesHtml } from './html/sources.ts';
import { tableHtml } from './html/table.ts';
import { columnIn, routesIn } from './page-data.ts';

function fileHere(name: string): string {
  return readFileSync(join(import.meta.dir, name), 'utf8');
}

/** The page, complete: style, program and data are in it, and its policy allows nothing else. */
export async function pageHtml(): Promise<string> {
  const { data, sources } = encoded();
  const routes = routesIn(data);
  const style = fileHere('style.css').replaceAll(/\/\*.*?\*\/|\n\s*/gs, '');
  const script = await program();
  const cells = routes.flatMap(route => {
    const { column } = columnIn(route, {});
    return featureIds.map(id => column[id]);
  });
  const parts: { readonly [name: string]: string } = {
    style,
    script,
    styleHash: hashOf(style),
    scriptHash: hashOf(script),
    featureCount: String(featureIds.length),
    routeCount: String(routes.length),
    measuredCount: String(cells.filter(({ sources }) => sources.includes(0)).length),
    cellCount: String(cells.length),
    claudeCode: data.claudeCode[0] ?? '',
    litellm: data.litellm[0] ?? '',
    oldestClaudeCode: data.claudeCode.at(-1) ?? '',
    oldestLitellm: data.litellm.at(-1) ?? '',
    filters: filtersHtml(data),
    sides: sidesHtml(data),
    table: tableHtml(routes),
    details: detailsHtml(routes),
    sources: sourcesHtml(sources),
    data: JSON.stringify(data).replaceAll('<', '\\u003c'),
  };
  const asked = new Set<string>();
  const page = fileHere('template.html').replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    asked.add(name);
    return parts[name] ?? '';
  });
  if (asked.symmetricDifference(new Set(Object.keys(parts))).size > 0)
    throw new Error('the template does not ask for what the page is made of');
  return page;
}

/** The page’s program, in one piece. */
async function program(): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dir, 'client/main.ts')],
    target: 'browser',
    format: 'iife',
    minify: true,
  });
  const text = await outputs[0]?.text();
  if (text === undefined || text.includes('</script')) throw new Error('the program does not fit in a page');
  return text.trim();
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
