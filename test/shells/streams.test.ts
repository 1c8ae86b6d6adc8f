import { expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment, eachShell, freshFolder, type Outcome, runScript } from './harness.ts';

/** The code of this profile is far longer than a pipe holds. */
const long = 'x'.repeat(100_000);
const config = JSON.stringify({
  version: 1,
  profiles: { long: { backend: 'bedrock', env: { A_LONG: long, B_LONG: long, C_LONG: long } } },
});

eachShell(
  shell => {
    async function run(script: string): Promise<Outcome> {
      const home = freshFolder();
      const environment = cleanEnvironment(home);
      writeFileSync(join(home, 'config', 'config.json'), config);
      return runScript(shell, `${script}\n`, { environment, cwd: home });
    }

    /** What cgw does when a stream is missing: never a stack trace, and an exit code of the table. */
    const cases: readonly (readonly [title: string, script: string, expected: Outcome])[] = [
      [
        'the reader goes away after one line',
        'cgw env long | head -c 5; echo " $PIPESTATUS"',
        { exit: 0, stdout: 'unset 0\n', stderr: '' },
      ],
      [
        'the reader is gone before cgw starts',
        '(until [ -e closed ]; do sleep 0.02; done; cgw env long; echo $? >&2) | (exec <&-; touch closed)',
        { exit: 0, stdout: '', stderr: '0\n' },
      ],
      ['stdout is closed', 'cgw env bedrock >&-', { exit: 0, stdout: '', stderr: '' }],
      [
        'stdin is closed',
        'cgw env bedrock --shell sh <&- | tail -1',
        { exit: 0, stdout: 'export CGW_PROFILE=bedrock;\n', stderr: '' },
      ],
      [
        'stderr is closed, with something to say',
        'set -o pipefail; cgw env direct --shell sh 2>&- | tail -1',
        { exit: 0, stdout: 'export CGW_PROFILE=direct;\n', stderr: '' },
      ],
      [
        'stderr is closed, with an error',
        'cgw env nowhere 2>&-',
        { exit: 3, stdout: 'false;\n', stderr: '' },
      ],
      ['all three are closed', 'cgw env bedrock <&- >&- 2>&-', { exit: 0, stdout: '', stderr: '' }],
    ];

    for (const [title, script, expected] of cases)
      test(`${shell.name}: ${title}`, async () => {
        const outcome = await run(script);
        expect(outcome).toEqual(expected);
        expect(outcome.stderr).not.toMatch(/\n\s+at |is a bug/);
      });
  },
  ['bash'],
);
