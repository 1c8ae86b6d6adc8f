import { expect } from 'bun:test';
import type { Recorder, RecorderFormat } from './recorder/types.ts';
import { live } from './world.ts';

/*
 * `cgw check` asks for the model that `cgw run` asks for: the default of each provider, and what aliases mean there, by
 * the version of Claude Code that is installed.
 */

type Case = {
  readonly preset: string;
  readonly format: RecorderFormat;
  readonly fields: readonly string[];
  readonly secret: string;
};

const cases: readonly Case[] = [
  { preset: 'litellm', format: 'anthropic', fields: [], secret: 'token' },
  { preset: 'litellm-bedrock', format: 'bedrock', fields: ['region=eu-west-1'], secret: 'token' },
  { preset: 'litellm-vertex', format: 'vertex', fields: ['projectId=p-1'], secret: 'token' },
  { preset: 'foundry', format: 'anthropic', fields: [], secret: 'apiKey' },
  {
    preset: 'claude-aws',
    format: 'anthropic',
    fields: ['workspaceId=wrkspc_1', 'region=us-east-1'],
    secret: 'apiKey',
  },
];

const prompt = 'which model is it';

for (const { preset, format, fields, secret } of cases)
  live(`${preset}: check asks for the model that run asks for`, async world => {
    const recorder = world.recorder(format);
    const sets = [`baseUrl=${recorder.url}`, ...fields].flatMap(field => ['--set', field]);
    await world.add('p', '--from', preset, ...sets, '--secret', `${secret}=env:GOOD`);
    const environment = { GOOD: 'good-secret' };
    const seen: (readonly string[])[] = [];
    for (const named of [undefined, 'sonnet', 'haiku', 'claude-haiku-4-5-20251001']) {
      if (named !== undefined) await world.cgw(['edit', 'p', '--set', `models.default=${named}`]);
      const { stdout } = await world.cgw(['check', 'p', '--json', '--max-cost', '0'], { environment });
      const [report] = (JSON.parse(stdout) as { checks: { model: string }[] }).checks;
      const before = recorder.modelRequests().length;
      await world.cgw(['run', '--quiet', 'p', '-p', prompt], { environment });
      seen.push([named ?? 'default', report?.model ?? '', modelAsked(recorder, before)]);
    }
    expect(seen).toEqual(seen.map(([named = '', checked = '']) => [named, checked, checked]));
  });

/** The model of the request that holds the prompt, in the words of its format. */
function modelAsked(recorder: Recorder, before: number): string {
  const request = recorder
    .modelRequests()
    .slice(before)
    .find(({ body }) => body.includes(prompt));
  const inPath = /\/model(?:s)?\/(.+?)(?:\/invoke|:(?:stream)?rawPredict)/i.exec(request?.path ?? '')?.[1];
  return decodeURIComponent(inPath ?? /"model":"([^"]+)"/.exec(request?.body ?? '')?.[1] ?? 'nobody');
}

/** Who asks which model, where settings of the user mean an agent and both the user and the project define it. */
live('an agent’s own model: as status says, and none of a project’s in a launch', async world => {
  const recorder = world.recorder('anthropic');
  const agent = (model: string) => `---\nname: mine\ndescription: x\nmodel: ${model}\n---\nYou help.\n`;
  const environment = { ANTHROPIC_BASE_URL: recorder.url, ANTHROPIC_AUTH_TOKEN: 'token' };
  let heard = 0;
  const asked = () => {
    const fresh = recorder.modelRequests().slice(heard);
    heard += fresh.length;
    return fresh
      .filter(({ body }) => body.includes(prompt))
      .map(({ body }) => (JSON.parse(body) as { model: string }).model);
  };
  world.settings('user', { agent: 'mine' });
  world.write('home/.claude/agents/mine.md', agent('own-model'));
  await world.add(
    'litellm',
    '--set',
    `baseUrl=${recorder.url}`,
    '--set',
    'models.default=pinned',
    '--secret',
    'token=env:K',
  );

  const said = async () =>
    (JSON.parse((await world.cgw(['status', '--json'], { environment })).stdout) as { model: string }).model;
  expect(await said()).toBe('own-model');
  await world.claude(['-p', prompt], { environment });
  expect(asked()).toEqual(['own-model']);
  const launch = ['run', 'litellm', '-p', prompt];
  expect((await world.cgw(launch, { environment: { K: 'token' } })).stderr).toContain('which wins');
  expect(asked()).toEqual(['own-model']);

  world.write('project/.claude/agents/x.md', agent('theirs'));
  expect(await said()).toBe('theirs');
  await world.claude(['-p', prompt], { environment });
  expect(asked()).toEqual(['theirs']);
  expect((await world.cgw(launch, { environment: { K: 'token' } })).stderr).toContain('it is not used');
  expect(asked()).toEqual(['pinned']);
});
