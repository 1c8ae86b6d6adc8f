import { modelTableOf } from '../../src/backends/default-models.ts';
import { textOf } from '../../src/base/lines.ts';
import type { Config } from '../../src/profile/config.ts';
import type { Size } from '../../src/ui/frame.ts';
import { frameOf } from '../../src/ui/frames.ts';
import type { Press } from '../../src/ui/press.ts';
import { rowsOf } from '../../src/ui/rows.ts';
import type { Snapshot } from '../../src/ui/snapshot.ts';
import type { Opening, Purpose, State } from '../../src/ui/state.ts';
import { start, update } from '../../src/ui/update.ts';
import { config } from './configured.ts';

/** What the screens know of a machine with the profiles of `configured.ts`. */
export function snapshotOf(more: Partial<Snapshot> = {}): Snapshot {
  return {
    config,
    environment: { HOME: '/home/me', LITELLM_KEY: 'sk-planted-secret', TERM: 'xterm-256color' },
    home: '/home/me',
    shell: 'bash',
    meant: 'work',
    lastUsed: [],
    keychainMissing: 'there is none in tests',
    secretsFolder: '/home/me/.config/cgw/secrets',
    madeEntries: new Set(['work/token']),
    settingsFiles: [],
    offers: [],
    awsProfiles: [],
    checks: new Map(),
    claude: 'claude 2.1.332',
    claudeVersion: '2.1.332',
    models: modelTableOf('2.1.332'),
    ...more,
  };
}

/** A config with that many gateway profiles. */
export function manyProfiles(count: number): Config {
  const profile = { backend: 'gateway', baseUrl: 'https://llm.example.com', token: 'env:KEY' } as const;
  return {
    version: 1,
    roles: {},
    profiles: Object.fromEntries(Array.from({ length: count }, (_, index) => [`profile-${index}`, profile])),
  };
}

type Opened = {
  readonly purpose?: Purpose;
  readonly size?: Size;
  readonly opening?: Opening;
  readonly snapshot?: Partial<Snapshot>;
};

export function opened({ purpose = 'launch', size, opening, snapshot }: Opened = {}): State {
  return start(
    purpose,
    snapshotOf(snapshot),
    size ?? { columns: 80, rows: 24 },
    opening ?? { opens: 'picker' },
  );
}

/** The state after these keys. */
export function after(state: State, ...presses: readonly Press[]): State {
  return presses.reduce((held, press) => update(held, { type: 'press', press }), state);
}

/** Each character of a text as a key. */
export function typing(text: string): Press[] {
  return [...text];
}

/** The rows of the screen as text. */
export function screenOf(state: State): string[] {
  return rowsOf(frameOf(state), state.size).map(textOf);
}
