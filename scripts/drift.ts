import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getClaude, getLitellm } from './drift/get.ts';
import { report } from './drift/report.ts';

/*
 * What is new, gone and changed in the newest Claude Code and the newest LiteLLM, against what cgw knows of them:
 * `npm run drift -- [--claude VERSION|./PROGRAM] [--litellm VERSION|./MAP.json]`. Exit 5 where a name may route requests,
 * carry a credential or switch the provider, and nobody has judged it.
 */
const { values } = parseArgs({ options: { claude: { type: 'string' }, litellm: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'cgw-drift-'));
try {
  const { lines, exitCode } = report(getClaude(values.claude, folder), getLitellm(values.litellm, folder));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = exitCode;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
