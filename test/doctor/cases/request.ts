import { expect } from 'bun:test';
import { modelTableOf } from '../../../src/backends/default-models.ts';
import { bedrock, byHelper, litellm, switched, user } from '../machines.ts';
import { canary, env, meant, settings, situation } from '../situations.ts';
import type { Case } from './case.ts';

const fast = settings('user', { fastMode: true });
const glm = { backend: 'gateway', baseUrl: 'https://glm', token: 'env:K', modelFamily: 'other' } as const;
const plan = { permissions: { defaultMode: 'plan' } };

export const requestCases = {
  'proxy-incomplete': {
    shown: [
      ...['proxy.corp', 'proxy.corp:3128', '//proxy', '10.0.0.1:80'].map(value => ({
        when: value,
        in: situation({ exported: { HTTP_PROXY: value } }),
        expect: { severity: 'warning' } as const,
        evidence: [`exported: HTTP_PROXY=${value}`],
      })),
      {
        when: 'it is in settings',
        in: situation({ settings: [env('user', { https_proxy: 'proxy' })] }),
        expect: { severity: 'warning' },
        evidence: [`${user}:3: https_proxy=proxy`],
      },
    ],
    absent: [
      ...['http://proxy:1', 'socks5h://proxy', ''].map(value => ({
        when: JSON.stringify(value),
        in: situation({ exported: { HTTPS_PROXY: value } }),
      })),
    ],
  },

  'ca-unusable': {
    shown: [
      {
        when: 'it holds no certificate',
        in: situation({
          exported: { NODE_EXTRA_CA_CERTS: '/ca.pem' },
          caFaults: new Map([['/ca.pem', 'cannot be read']]),
        }),
        expect: { severity: 'warning', what: expect.stringContaining('cannot be read') },
        evidence: ['exported: NODE_EXTRA_CA_CERTS=/ca.pem'],
      },
    ],
    absent: [
      {
        when: 'another file is at fault',
        in: situation({
          exported: { NODE_EXTRA_CA_CERTS: '/good.pem' },
          caFaults: new Map([['/ca.pem', 'cannot be read']]),
        }),
      },
    ],
  },

  'custom-headers-rejected': {
    shown: [
      // Observed on 2.1.330, each with a listener: nothing is sent.
      ...[
        ['a Cyrillic value', 'x-a: ключ', 'header x-a holds a character beyond Latin-1'],
        ['a typographic quote', 'x-a: ’b’', 'header x-a holds a typographic quote'],
        ['a blank in the name', 'x a: b', 'line 1 has a name that no header may have'],
        ['no name', ': b', 'line 1 has no name before its colon'],
        ['a control character', 'x-b: 1\nx-a: a\u0001b', 'header x-a holds a control character'],
        ['a key in the place of the name', `${canary} : x:\u0001`, 'line 1 holds a control character'],
      ].map(([when = '', headers = '', shows = '']) => ({
        when,
        in: situation({ exported: { ANTHROPIC_CUSTOM_HEADERS: headers } }),
        expect: { severity: 'error' } as const,
        evidence: [`exported: ${shows}`],
      })),
    ],
    absent: [
      // Observed: all of these are sent.
      ...['x-a: b', 'x-a: ü', 'x-a:', 'x-a: 1\r\nx-b: 2', 'x-a: a\tb', '', 'no colon'].map(headers => ({
        when: JSON.stringify(headers),
        in: situation({ exported: { ANTHROPIC_CUSTOM_HEADERS: headers } }),
      })),
    ],
  },

  'custom-headers-lost': {
    shown: [
      {
        when: 'a line has no colon, and may be the key itself',
        in: situation({ settings: [env('user', { ANTHROPIC_CUSTOM_HEADERS: `x-a: b\n${canary}` })] }),
        expect: { severity: 'warning' },
        evidence: [`${user}:3: line 2 has no colon`],
      },
      {
        when: 'a backslash and an n stand for a line break',
        in: situation({ exported: { ANTHROPIC_CUSTOM_HEADERS: 'x-a: 1\\nx-b: 2' } }),
        expect: { severity: 'warning' },
        evidence: ['exported: header x-a holds a backslash and an n'],
      },
    ],
    absent: [
      {
        when: 'every line is a header',
        in: situation({ exported: { ANTHROPIC_CUSTOM_HEADERS: 'x-a: 1\nx-path: C:\\new\n' } }),
      },
    ],
  },

  'secret-in-log': {
    shown: [
      {
        when: 'a header is a credential by its name',
        in: situation({
          exported: { ANTHROPIC_LOG: 'debug', ANTHROPIC_CUSTOM_HEADERS: `x-auth-token: abc` },
        }),
        expect: {
          severity: 'warning',
          what: 'Claude Code prints its requests, and with them a secret in header x-auth-token',
        },
        evidence: ['exported: ANTHROPIC_LOG=debug'],
      },
      {
        when: 'a settings file asks for the log',
        in: situation({
          exported: { ANTHROPIC_CUSTOM_HEADERS: `x-team: ${canary}` },
          settings: [env('user', { ANTHROPIC_LOG: ' debug ' })],
        }),
        expect: { severity: 'warning' },
        evidence: [`${user}:3: ANTHROPIC_LOG= debug`],
      },
      {
        when: 'the profile carries a secret in it',
        in: meant(
          'litellm',
          { ...litellm, headers: { 'x-team': { secret: 'env:TEAM' } } },
          { exported: { ANTHROPIC_LOG: 'debug' } },
        ),
        expect: { severity: 'warning' },
      },
    ],
    absent: [
      // Observed on 2.1.330: these are printed as ***.
      ...['authorization', 'X-Api-Key', 'api-key', 'Cookie', 'set-cookie'].map(name => ({
        when: name,
        in: situation({
          exported: { ANTHROPIC_LOG: 'debug', ANTHROPIC_CUSTOM_HEADERS: `${name}: ${canary}` },
        }),
      })),
      // Observed: nothing of the request is printed.
      ...['info', 'DEBUG', ''].map(level => ({
        when: `ANTHROPIC_LOG=${level}`,
        in: situation({ exported: { ANTHROPIC_LOG: level, ANTHROPIC_CUSTOM_HEADERS: 'x-auth-token: abc' } }),
      })),
      {
        when: 'no header carries a secret',
        in: situation({ exported: { ANTHROPIC_LOG: 'debug', ANTHROPIC_CUSTOM_HEADERS: 'x-team: blue' } }),
      },
    ],
  },

  'presence-only': {
    shown: [
      ...['CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC', 'DISABLE_TELEMETRY', 'DISABLE_ERROR_REPORTING'].map(
        name => ({
          when: `${name}=0`,
          in: situation({ exported: { [name]: '0' } }),
          expect: { severity: 'warning' } as const,
          evidence: [`exported: ${name}=0`],
        }),
      ),
      {
        when: 'a settings file says false',
        in: situation({ settings: [env('user', { DISABLE_TELEMETRY: 'False' })] }),
        expect: { severity: 'warning' },
        evidence: [`${user}:3: DISABLE_TELEMETRY=False`],
      },
    ],
    absent: [
      { when: 'it is on and so meant', in: situation({ exported: { DISABLE_TELEMETRY: '1' } }) },
      { when: 'it is not set', in: situation() },
    ],
  },

  'deprecated-variable': {
    shown: [
      {
        when: 'ANTHROPIC_SMALL_FAST_MODEL is exported',
        in: situation({ exported: { ANTHROPIC_SMALL_FAST_MODEL: 'haiku' } }),
        expect: { severity: 'note' },
        evidence: ['exported: ANTHROPIC_SMALL_FAST_MODEL=haiku', 'ANTHROPIC_DEFAULT_HAIKU_MODEL'],
      },
    ],
    absent: [{ when: 'it is not', in: situation({ exported: { ANTHROPIC_DEFAULT_HAIKU_MODEL: 'haiku' } }) }],
  },

  'betas-refused': {
    shown: [
      {
        when: 'a profile asks for all betas where nobody knows what becomes of them',
        in: meant('gw', {
          backend: 'gateway',
          baseUrl: 'https://gw',
          token: 'env:K',
          experimentalBetas: true,
        }),
        expect: { severity: 'warning', profile: 'gw', command: 'cgw edit gw --set experimentalBetas=off' },
        evidence: ['Earlier thinking kept: '],
      },
      {
        when: 'a profile asks for a beta where nobody knows what becomes of it',
        in: meant('gw', { backend: 'gateway', baseUrl: 'https://gw', token: 'env:K', toolSearch: 'true' }),
        expect: { severity: 'warning', command: 'cgw edit gw --set toolSearch=false' },
        evidence: ['Tool search: '],
      },
    ],
    absent: [
      { when: 'the route passes betas on', in: meant('litellm', litellm) },
      {
        when: 'LiteLLM drops a body field with its header, which was measured to be silent',
        in: meant('litellm', { ...litellm, upstream: 'bedrock-converse' }),
      },
      {
        // The fix that it names.
        when: 'betas are off',
        in: meant('gw', {
          backend: 'gateway',
          baseUrl: 'https://gw',
          token: 'env:K',
          experimentalBetas: false,
        }),
      },
      {
        when: 'nothing was asked for',
        in: meant('gw', { backend: 'gateway', baseUrl: 'https://gw', token: 'env:K' }),
      },
      { when: 'the backend is Anthropic', in: meant('direct', { backend: 'anthropic', apiKey: 'env:K' }) },
      { when: 'there is no profile', in: situation() },
    ],
  },

  'auto-mode': {
    shown: [
      {
        when: 'the helper has the credential, so that no host is there',
        in: meant('gw', byHelper),
        expect: {
          severity: 'warning',
          profile: 'gw',
          what: 'Auto mode cannot check actions unless this gateway passes the check on',
          command: 'cgw edit gw --set env.CLAUDE_CODE_AUTO_MODE_SERVER=0',
        },
        evidence: ['profile gw: ANTHROPIC_BASE_URL=https://llm.corp'],
      },
      {
        when: 'a plain claude in this shell',
        in: situation({ exported: switched }),
        expect: { severity: 'warning', profile: null, command: null },
        evidence: ['exported: ANTHROPIC_BASE_URL=https://llm.corp'],
      },
      // Observed: a project cannot ask for auto mode, and plan mode has its check.
      ...[settings('project', { permissions: { defaultMode: 'auto' } }), settings('user', plan)].map(
        file => ({
          when: `${file.path} says ${JSON.stringify(file.content)}`,
          in: situation({ exported: switched, settings: [file] }),
          expect: { severity: 'warning' } as const,
        }),
      ),
    ],
    absent: [
      { when: 'cgw run is the host, which gets the check as a call of its own', in: meant('gw', litellm) },
      { when: 'the requests go to Anthropic', in: situation({ exported: { ANTHROPIC_API_KEY: canary } }) },
      {
        when: 'they do by name',
        in: situation({ exported: { ...switched, ANTHROPIC_BASE_URL: 'https://api.anthropic.com' } }),
      },
      // Observed, each with -p --permission-mode auto.
      ...[
        { CLAUDE_CODE_AUTO_MODE_SERVER: '0' },
        { CLAUDE_CODE_AUTO_MODE_SERVER: 'off' },
        { CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: '1' },
        { ANTHROPIC_MODEL: 'claude-sonnet-4-5' },
        { ANTHROPIC_MODEL: 'claude-haiku-4-5-20251001' },
        { CLAUDE_CODE_USE_BEDROCK: '1' },
      ].map(exported => ({
        when: JSON.stringify(exported),
        in: situation({ exported: { ...switched, ...exported } }),
      })),
      ...[
        { permissions: { defaultMode: 'default' } },
        { permissions: { disableAutoMode: 'disable' } },
        { disableAutoMode: 'disable' },
      ].map(content => ({
        when: JSON.stringify(content),
        in: situation({ exported: switched, settings: [settings('user', content)] }),
      })),
    ],
  },

  'tools-hidden': {
    shown: [
      {
        when: 'the model is not Claude',
        in: meant('glm', glm),
        expect: {
          severity: 'warning',
          profile: 'glm',
          command: 'cgw edit glm --set toolSearch=false',
        },
        evidence: ['Tool search: MCP tools, WebFetch etc. stay hidden'],
      },
      {
        when: 'its name says so',
        in: meant('glm', { ...litellm, models: { default: 'glm-5.3' } }),
        expect: { severity: 'warning' },
      },
    ],
    absent: [
      { when: 'all of them are sent', in: meant('glm', { ...glm, toolSearch: 'false' }) },
      // Observed: then nothing is kept back.
      { when: 'betas are off', in: meant('glm', { ...glm, experimentalBetas: false }) },
      { when: 'the model is Claude', in: meant('litellm', litellm) },
      { when: 'there is no profile', in: situation() },
    ],
  },

  'asked-in-vain': {
    shown: [
      {
        when: 'fast mode, with a token',
        in: meant('litellm', litellm, { settings: [fast] }),
        expect: {
          severity: 'note',
          what: 'fastMode asks for what litellm does not have by itself',
          command: 'cgw edit litellm --set env.CLAUDE_CODE_SKIP_FAST_MODE_ORG_CHECK=1',
        },
        evidence: [user, 'Fast mode: '],
      },
      {
        when: 'the advisor',
        in: meant('litellm', litellm, { settings: [settings('user', { advisorModel: 'opus' })] }),
        expect: {
          severity: 'note',
          command: 'cgw edit litellm --set env.CLAUDE_CODE_ENABLE_EXPERIMENTAL_ADVISOR_TOOL=1',
        },
      },
      {
        when: 'fast mode on a cloud',
        in: meant('bedrock', bedrock, { settings: [fast] }),
        expect: { severity: 'note', what: 'fastMode asks for what bedrock does not have' },
      },
    ],
    absent: [
      { when: 'nothing is asked for', in: meant('litellm', litellm) },
      {
        when: 'it is switched off',
        in: meant('litellm', litellm, {
          settings: [settings('user', { fastMode: false, advisorModel: '' })],
        }),
      },
      {
        when: 'the remedy',
        in: meant(
          'litellm',
          { ...litellm, env: { CLAUDE_CODE_SKIP_FAST_MODE_ORG_CHECK: '1' } },
          { settings: [fast] },
        ),
      },
      {
        when: 'Anthropic has it',
        in: meant('direct', { backend: 'anthropic', apiKey: 'env:K' }, { settings: [fast] }),
      },
    ],
  },

  'model-retires': {
    shown: [
      {
        when: 'no model is pinned',
        in: meant(
          'foundry',
          { backend: 'foundry', resource: 'r', apiKey: 'env:K' },
          { models: modelTableOf('2.1.331') },
        ),
        expect: {
          severity: 'warning',
          what: 'No model is named, and the default of this Claude Code, claude-sonnet-4-5, retires on 2026-11-30',
          command: 'cgw edit foundry --set models.default=claude-sonnet-5-5',
        },
      },
      {
        when: 'a project names one, which a launch does not take',
        in: meant(
          'foundry',
          { backend: 'foundry', resource: 'r', apiKey: 'env:K' },
          {
            settings: [settings('project', { model: 'opus' })],
            models: modelTableOf('2.1.331'),
            named: true,
          },
        ),
        expect: { severity: 'warning', profile: 'foundry' },
      },
      {
        when: 'a profile names one',
        in: meant('foundry', {
          backend: 'foundry',
          resource: 'r',
          apiKey: 'env:K',
          models: { default: 'claude-opus-5-5', sonnet: 'claude-sonnet-4-5' },
        }),
        expect: {
          severity: 'warning',
          what: 'claude-sonnet-4-5 retires on 2026-11-30',
          command: 'cgw edit foundry --set models.sonnet=claude-sonnet-5-5',
        },
      },
      {
        when: 'a gateway gets its name, which it may serve by another',
        in: meant(
          'litellm',
          { ...litellm, models: { default: 'claude-sonnet-4-5' } },
          { now: Date.parse('2026-12-01T00:00:00Z') },
        ),
        expect: { severity: 'warning', what: 'claude-sonnet-4-5 retired on 2026-11-30', command: null },
      },
      {
        when: 'the shell names one',
        in: situation({
          exported: { ANTHROPIC_MODEL: 'claude-sonnet-4-5-20250929', ANTHROPIC_API_KEY: 'k' },
        }),
        expect: { severity: 'warning', profile: null },
        evidence: ['exported: ANTHROPIC_MODEL=claude-sonnet-4-5-20250929'],
      },
      {
        when: 'the day has come',
        in: meant(
          'foundry',
          { backend: 'foundry', resource: 'r', apiKey: 'env:K' },
          {
            now: Date.parse('2026-11-30T00:00:00Z'),
            models: modelTableOf('2.1.331'),
          },
        ),
        expect: { severity: 'error', what: expect.stringContaining('retired on 2026-11-30') },
      },
    ],
    absent: [
      {
        when: 'one is',
        in: meant(
          'foundry',
          { backend: 'foundry', resource: 'r', apiKey: 'env:K', models: { default: 'm' } },
          { models: modelTableOf('2.1.331') },
        ),
      },
      {
        when: 'the user’s settings choose one',
        in: meant(
          'foundry',
          { backend: 'foundry', resource: 'r', apiKey: 'env:K' },
          {
            settings: [settings('user', { model: 'opus' })],
            models: modelTableOf('2.1.331'),
          },
        ),
      },
      {
        when: 'what the default means is pinned',
        in: meant(
          'foundry',
          { backend: 'foundry', resource: 'r', apiKey: 'env:K', models: { sonnet: 'm' } },
          { models: modelTableOf('2.1.331') },
        ),
      },
      {
        when: 'the default of a newer version stays',
        in: meant('foundry', { backend: 'foundry', resource: 'r', apiKey: 'env:K' }),
      },
      { when: 'the backend is another', in: meant('litellm', litellm, { models: modelTableOf('2.1.331') }) },
      {
        when: 'the day is more than 60 days away',
        in: meant('direct', {
          backend: 'anthropic',
          apiKey: 'env:K',
          models: { default: 'claude-opus-4-5' },
        }),
      },
    ],
  },

  'litellm-malicious': {
    shown: [
      ...['1.82.7', '1.82.8'].map(version => ({
        when: version,
        in: situation({ litellm: [{ version, path: `/venv/litellm-${version}.dist-info` }] }),
        expect: { severity: 'error' } as const,
        evidence: [`/venv/litellm-${version}.dist-info: litellm ${version}`, 'BerriAI/litellm#24512'],
      })),
    ],
    absent: [
      ...['1.82.6', '1.83.0', '1.110.2'].map(version => ({
        when: version,
        in: situation({ litellm: [{ version, path: '/venv' }] }),
      })),
    ],
  },
} as const satisfies { readonly [id: string]: Case };
