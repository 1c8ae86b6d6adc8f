import { expect } from 'bun:test';
import { meant, situation } from '../situations.ts';
import type { Case } from './case.ts';

export const programCases = {
  'claude-missing': {
    shown: [
      {
        when: 'no folder of PATH has it',
        in: situation({ claude: [] }),
        expect: {
          severity: 'error',
          what: 'claude is not on PATH',
          command: 'npm install -g @anthropic-ai/claude-code',
        },
      },
      {
        when: 'CGW_CLAUDE is wrong',
        in: situation({ claude: [], exported: { CGW_CLAUDE: '/opt/claude' } }),
        expect: { what: 'CGW_CLAUDE names /opt/claude, which is not a program' },
        evidence: ['CGW_CLAUDE=/opt/claude'],
      },
    ],
    absent: [{ when: 'it is there', in: situation() }],
  },

  'claude-unknown-names': {
    shown: [
      {
        when: 'one may route requests',
        in: situation({
          claude: [{ path: '/usr/bin/claude', version: '2.1.400' }],
          unknownNames: [
            { kind: 'variable', name: 'ANTHROPIC_NEW_BASE_URL', what: 'may route requests', grave: true },
            { kind: 'variable', name: 'CLAUDE_CODE_NEW_COLOUR', what: 'limits', grave: false },
          ],
        }),
        expect: { severity: 'warning', what: expect.stringContaining('may decide where requests go') },
        evidence: ['variable ANTHROPIC_NEW_BASE_URL: may route requests'],
      },
      {
        when: 'none does, by its looks',
        in: situation({
          unknownNames: [
            { kind: 'settings key', name: 'newColour', what: 'limits, screens or tools', grave: false },
          ],
        }),
        expect: { severity: 'note' },
        evidence: ['settings key newColour: limits, screens or tools'],
      },
    ],
    absent: [{ when: 'all are known', in: situation() }],
  },

  'claude-several': {
    shown: [
      {
        when: 'two versions are on PATH',
        in: situation({
          claude: [
            { path: '/a/claude', version: '2.1.330' },
            { path: '/b/claude', version: '2.0.9' },
          ],
        }),
        expect: { severity: 'warning' },
        evidence: ['/a/claude: 2.1.330', '/b/claude: 2.0.9'],
      },
      {
        when: 'the same version twice',
        in: situation({
          claude: [
            { path: '/a/claude', version: '2.1.330' },
            { path: '/b/claude', version: '2.1.330' },
          ],
        }),
        expect: { severity: 'note' },
      },
    ],
    absent: [{ when: 'there is one', in: situation() }],
  },

  'claude-too-old': {
    shown: [
      {
        // §1: 2.1.307+.
        when: 'the switch of a profile is newer than the program',
        in: meant(
          'gcp',
          { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
          { claude: [{ path: '/usr/bin/claude', version: '2.1.306' }] },
        ),
        expect: { severity: 'error', profile: 'gcp', command: 'claude update' },
        evidence: ['/usr/bin/claude: 2.1.306', 'profile gcp: CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD=1'],
      },
      {
        // §3: 2.1.208+.
        when: 'an exported variable is',
        in: situation({
          exported: { CLAUDE_CODE_PROCESS_WRAPPER: '/bin/wrap' },
          claude: [{ path: '/usr/bin/claude', version: '2.1.99' }],
        }),
        expect: { severity: 'warning', profile: null },
      },
    ],
    absent: [
      {
        when: 'the program is just new enough',
        in: meant(
          'gcp',
          { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
          { claude: [{ path: '/usr/bin/claude', version: '2.1.307' }] },
        ),
      },
      {
        when: 'its version cannot be told',
        in: meant(
          'gcp',
          { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
          { claude: [{ path: '/usr/bin/claude', version: null }] },
        ),
      },
    ],
  },
} as const satisfies { readonly [id: string]: Case };
