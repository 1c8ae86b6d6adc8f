import { getNodeValue, type Node } from 'jsonc-parser';
import { jsonTree } from '../base/json-syntax.ts';
import { isScrambled, looksLikeKey } from '../base/key-looks.ts';
import { maskSecret } from '../base/masking.ts';
import { mask } from '../base/redaction.ts';
import { ownedVariable } from '../env/variables.ts';

/** Whether the value of a variable or of a key must not be shown. */
export type IsSecret = (name: string, value: string) => boolean;

/**
 * Hides whatever could be a secret, by its name or its looks.
 * @param secretNames variables that hold a secret, whatever they are called.
 * @param harmless values that cgw itself writes and that are none.
 */
export function secretTest(secretNames: ReadonlySet<string>, harmless: ReadonlySet<string>): IsSecret {
  return (name, value) => {
    if (value === '') return false;
    if (secretNames.has(name)) return true;
    if (harmless.has(value)) return false;
    if (looksLikeKey(value)) return true;
    const owned = ownedVariable(name);
    if (owned !== undefined) return owned.kind === 'credential';
    return soundsSecret(name) || isScrambled(value);
  };
}

function soundsSecret(name: string): boolean {
  return /auth|key|token|secret|pass|pwd|pat$|credential|cookie|header/i.test(name);
}

/** A JSON text with the values hidden that could be secrets; every line stays a line. */
export function maskedJson(text: string, isSecret: IsSecret): string {
  const { root } = jsonTree(text, { allowTrailingComma: true });
  if (root === undefined) return text.replaceAll(/[^\r\n]+/g, mask);
  let result = '';
  let at = 0;
  for (const [name, { offset, length, value }] of textsIn(root)) {
    if (!isSecret(name, value)) continue;
    result += `${text.slice(at, offset)}"${maskSecret(value)}"`;
    at = offset + length;
  }
  return result + text.slice(at);
}

/** Every text value in its order, with the nearest name above it. */
function* textsIn(node: Node | undefined, name = ''): Generator<[string, Node & { value: string }]> {
  if (node === undefined) return;
  if (node.type === 'string') yield [name, node as Node & { value: string }];
  else if (node.type === 'property')
    yield* textsIn(node.children?.[1], String(getNodeValue(node.children?.[0] ?? node)));
  else for (const child of node.children ?? []) yield* textsIn(child, name);
}

/** Lines of shell code or `NAME=value` with the values hidden that could be secrets. */
export function maskedLines(text: string, isSecret: IsSecret): string {
  return text
    .split('\n')
    .map(line => maskedLine(line, isSecret))
    .join('\n');
}

function maskedLine(line: string, isSecret: IsSecret): string {
  const [, lead, name, value] = /^(\s*(?:export\s+)?([A-Za-z_]\w*)\s*=)(.*?)\r?$/.exec(line) ?? [];
  if (lead !== undefined && name !== undefined && value !== undefined) {
    const bare = value.replace(/^(['"`])(.*)\1$/, '$2');
    return isSecret(name, bare) ? lead + maskSecret(bare) : line;
  }
  // No assignment: it may be the middle of one.
  return line.split(/\s+/).some(word => isSecret('', word)) ? mask : line;
}
