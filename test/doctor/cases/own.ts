import type { Profile } from '../../../src/backends/profile.ts';
import { bedrock, litellm } from '../machines.ts';
import { home, meant, situation } from '../situations.ts';
import type { Case } from './case.ts';

export const ownCases = {
  'config-damaged': {
    shown: [
      {
        when: 'the config cannot be read',
        in: {
          ...situation(),
          config: {
            ...situation().config,
            damage: { what: '/c.json: it is not JSON: line 3, column 7: CommaExpected', remedy: 'fix it' },
          },
        },
        expect: { severity: 'error', fix: 'fix it', command: null, profile: null },
        evidence: ['/c.json: it is not JSON: line 3, column 7'],
      },
    ],
    absent: [{ when: 'there is none yet', in: situation() }],
  },

  'profile-invalid': {
    shown: [
      {
        when: 'a stored profile breaks a rule',
        in: situation({ config: { profiles: { bad: { backend: 'gateway', baseUrl: 'no url' } } } }),
        expect: { severity: 'error', profile: 'bad', command: 'cgw edit bad' },
        evidence: [
          '~/.config/cgw/config.json: profiles.bad.baseUrl is not a URL',
          'profiles.bad.token, apiKey are missing, and one of them is required',
        ],
      },
      {
        when: 'it is no profile at all',
        in: situation({ config: { profiles: { bad: 'x' as unknown as Profile } } }),
        expect: { severity: 'error', profile: 'bad' },
        evidence: ['profiles.bad is not an object'],
      },
    ],
    absent: [{ when: 'all are valid', in: situation({ config: { profiles: { litellm } } }) }],
  },

  'default-gone': {
    shown: [
      {
        when: 'the default is what would be taken',
        in: situation({
          config: { default: 'gone' },
          meant: { name: 'gone', origin: 'default', profile: null },
        }),
        expect: { severity: 'error', command: 'cgw default --unset' },
        evidence: ['~/.config/cgw/config.json: default'],
      },
      {
        when: 'something else goes before it',
        in: situation({
          config: { default: 'gone' },
          meant: { name: 'bedrock', origin: 'pin', profile: bedrock },
        }),
        expect: { severity: 'warning' },
      },
      {
        when: 'it is a preset that still needs fields',
        in: situation({ config: { default: 'vertex' } }),
        expect: { severity: 'warning' },
      },
    ],
    absent: [
      { when: 'it is there', in: meant('litellm', litellm) },
      { when: 'it is a preset that works as it is', in: situation({ config: { default: 'bedrock' } }) },
      {
        when: 'of a damaged config nothing is known',
        in: {
          ...situation(),
          config: { ...situation({ config: { default: 'gone' } }).config, damage: { what: '', remedy: '' } },
        },
      },
    ],
  },

  'role-gone': {
    shown: [
      {
        when: 'a role leads nowhere',
        in: situation({ config: { roles: { batch: 'gone' } } }),
        expect: { severity: 'warning', command: 'cgw role batch --unset' },
        evidence: ['roles.batch'],
      },
    ],
    absent: [{ when: 'it leads to a preset', in: situation({ config: { roles: { batch: 'bedrock' } } }) }],
  },

  'pin-gone': {
    shown: [
      {
        when: 'the pin is what would be taken',
        in: situation({
          pin: { pin: { file: '/work/.cgw', name: 'gone' }, ignored: [] },
          meant: { name: 'gone', origin: 'pin', profile: null },
        }),
        expect: { severity: 'error' },
        evidence: ['/work/.cgw'],
      },
    ],
    absent: [
      {
        when: 'it is there',
        in: meant('litellm', litellm, { pin: { pin: { file: '/work/.cgw', name: 'litellm' }, ignored: [] } }),
      },
    ],
  },

  'pin-ignored': {
    shown: [
      {
        when: 'a .cgw file holds something else',
        in: situation({ pin: { pin: undefined, ignored: ['/work/.cgw'] } }),
        expect: { severity: 'warning', what: '/work/.cgw holds no profile name and is ignored' },
      },
    ],
    absent: [{ when: 'there is none', in: situation() }],
  },

  'permissions-wide': {
    shown: [
      {
        when: 'others may read the config, and its folder has a name of its own',
        in: situation({
          ownFiles: [
            { path: `${home}/dotfiles`, mode: 0o755, wanted: 0o700 },
            { path: `${home}/dotfiles/config.json`, mode: 0o644, wanted: 0o600 },
          ],
        }),
        expect: {
          severity: 'warning',
          command: 'cgw doctor --fix',
          // A folder that the user named may hold more than cgw’s files.
          fixes: [{ kind: 'permissions', path: `${home}/dotfiles/config.json`, mode: 0o600 }],
        },
        evidence: ['~/dotfiles: mode 0755, not 0700', '~/dotfiles/config.json: mode 0644, not 0600'],
      },
      {
        when: 'the folder is cgw’s own, and the file is read-only',
        in: situation({
          ownFiles: [
            { path: `${home}/.config/cgw`, mode: 0o750, wanted: 0o700 },
            { path: `${home}/.config/cgw/config.json`, mode: 0o444, wanted: 0o600 },
          ],
        }),
        expect: {
          fixes: [
            { kind: 'permissions', path: `${home}/.config/cgw`, mode: 0o700 },
            { kind: 'permissions', path: `${home}/.config/cgw/config.json`, mode: 0o400 },
          ],
        },
      },
    ],
    absent: [
      {
        when: 'they are as narrow or narrower',
        in: situation({
          ownFiles: [
            { path: '/c', mode: 0o700, wanted: 0o700 },
            { path: '/c/config.json', mode: 0o400, wanted: 0o600 },
          ],
        }),
      },
    ],
  },

  'relative-folder': {
    shown: [
      {
        when: 'a tilde stands in quotes',
        in: situation({ exported: { XDG_CONFIG_HOME: '~/.config', XDG_STATE_HOME: '/s' } }),
        expect: { severity: 'warning' },
        evidence: ['XDG_CONFIG_HOME=~/.config'],
      },
      {
        when: 'the state has a folder that is relative',
        in: situation({ exported: { XDG_STATE_HOME: 'state' } }),
        expect: { severity: 'warning' },
        evidence: ['XDG_STATE_HOME=state'],
      },
    ],
    absent: [
      {
        when: 'both are absolute',
        in: situation({ exported: { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' } }),
      },
      { when: 'one is empty', in: situation({ exported: { XDG_CONFIG_HOME: '' } }) },
    ],
  },

  'stale-overlays': {
    shown: [
      {
        when: 'launches ended long ago',
        in: situation({ staleOverlays: ['/s/launch/17.json'] }),
        expect: { severity: 'note', fixes: [{ kind: 'remove-overlay', path: '/s/launch/17.json' }] },
        evidence: ['/s/launch/17.json'],
      },
    ],
    absent: [{ when: 'there are none', in: situation() }],
  },
} as const satisfies { readonly [id: string]: Case };
