import type { Evidence } from '../../src/features/cell.ts';
import { escaped } from './text.ts';

/** The documents, reports and requests that cells cite by number. */
export function sourcesHtml(sources: readonly Evidence[]): string {
  return sources
    .map(
      ({ kind, source, checked, versions }, index) =>
        `<li id=s${index + 1}><b>${kind}</b> ${linked(source)} <small>${escaped(versions)}; ${checked}</small>`,
    )
    .join('\n');
}

/** An address as a link, and what is in a repository as one into it. */
function linked(source: string): string {
  const [, repository, commit, path] = /^([\w-]+\/[\w-]+)@([0-9a-f]{40}): (\S+)$/.exec(source) ?? [];
  if (commit !== undefined)
    return `<a href="https://github.com/${repository}/blob/${commit}/${path}">${repository}: ${path}</a>`;
  return /^https:\/\/\S+$/.test(source)
    ? `<a href="${escaped(source)}">${escaped(source.slice('https://'.length))}</a>`
    : escaped(source);
}
