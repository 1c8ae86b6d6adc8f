import { expect, test } from 'bun:test';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

// Whoever has a model with more room has to see that the preset says less.
test('presets NAME says what the preset sets, each value as --set takes it', async () => {
  const { stdout } = await cgw(['presets', 'zai'], { home: new Home() });
  const [, set = ''] = stdout.split(/^Set by the preset.*$/m);
  const [values = ''] = set.split(/^Fields/m);
  expect(values).toMatch(/^ {2}nonessentialTraffic +off$/m);
  expect(values).toMatch(/^ {2}models\.opus +glm-5\.3\[1m\]$/m);
  expect(values).not.toContain('token');
});

test('a preset that sets nothing has no such section', async () => {
  const { stdout } = await cgw(['presets', 'bedrock'], { home: new Home() });
  expect(stdout).not.toContain('Set by the preset');
});
