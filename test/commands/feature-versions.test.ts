import { describe, expect, test } from 'bun:test';
import { featureIds } from '../../src/features/features.ts';
import { holdsOf } from '../../src/features/measured.ts';
import { measuredRoutes } from '../../src/features/measured-routes.ts';
import { serversUntilTheEnd } from '../check/support/server.ts';
import { cgw, done, json } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const serve = serversUntilTheEnd();

const route = measuredRoutes['litellm-unified-bedrock-invoke'];
const program = route?.pairs[0]?.claudeCode ?? '';
const measured =
  route?.pairs.filter(each => each.claudeCode === program).map(({ litellm = '' }) => litellm) ?? [];
const [newest = '', oldest = ''] = [measured[0], measured.at(-1)];

/** Two profiles, of a LiteLLM in an older and one in a newer version, both checked. */
async function checkedHome(older: string, newer: string): Promise<Home> {
  const home = new Home();
  const profileOf = (version: string) => {
    const { url } = serve(({ path }) =>
      path === '/public/model_hub/info'
        ? Response.json({ litellm_version: version })
        : new Response('', { status: 404 }),
    );
    const token = `file:${home.write('key', 'sk-test')}`;
    return { backend: 'gateway', baseUrl: url, token, product: 'litellm', upstream: 'bedrock-invoke' };
  };
  home.writeConfig({ version: 1, profiles: { older: profileOf(older), newer: profileOf(newer) } });
  for (const name of ['older', 'newer']) await cgw(['check', name, '--max-cost', '0'], { home });
  return home;
}

type Columns = {
  readonly columns: readonly {
    readonly versions: { readonly measured: string; readonly outside: readonly string[] };
    readonly features: readonly { readonly id: string }[];
  }[];
};

describe('the versions of a profile', () => {
  test('an older and a newer LiteLLM differ in exactly the cells whose runs differ', async () => {
    const home = await checkedHome(oldest, newest);
    const { columns } = (await json(['features', 'older', 'newer'], { home })) as Columns;
    const [older, newer] = columns;
    // What `check` asked itself is of another time each.
    const differing = featureIds.filter(
      (id, index) =>
        route?.features[id] !== undefined &&
        JSON.stringify(older?.features[index]) !== JSON.stringify(newer?.features[index]),
    );
    const claudeCode = program;
    const expected = featureIds.filter(id => {
      const runs = route?.features[id]?.runs ?? [];
      const [from, to] = [oldest, newest].map(litellm =>
        runs.find(run => holdsOf(run, { claudeCode, litellm })),
      );
      return from !== to;
    });
    expect(differing).toEqual(expected);
    expect(differing.length).toBeGreaterThan(2);
    expect(older?.versions.measured).toStartWith(`LiteLLM ${oldest} and Claude Code `);
  });

  test('are named, with what a newer one brings, and with those that were not measured', async () => {
    const home = await checkedHome('1.70.0', newest);
    const { stdout } = await done(['features', 'older', 'newer'], { home });
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toContain(`older: LiteLLM 1.70.0 is older than what was measured (${oldest} to ${newest})`);
    expect(words).toContain(`older: LiteLLM ${newest} would bring `);
    expect(words).toContain(`newer: measured with LiteLLM ${newest} and Claude Code `);
    expect((await done(['diff', 'older', 'newer'], { home })).stdout).toContain(
      'is older than what was measured',
    );
    expect((await done(['advise', '--need', 'context-1m', '--all'], { home })).stdout).toContain(
      `LiteLLM ${newest} would bring`,
    );
  });

  test('that are not known are those of the newest, and it says who finds them out', async () => {
    const home = new Home();
    const profile = { backend: 'gateway', baseUrl: 'https://l', token: 'env:K', product: 'litellm' };
    home.writeConfig({ version: 1, profiles: { mine: { ...profile, upstream: 'vertex' } } });
    const { stdout } = await done(['features', 'mine'], { home });
    expect(stdout.replace(/\s+/g, ' ')).toContain('mine: cgw check mine finds out which LiteLLM it is');
  });
});
