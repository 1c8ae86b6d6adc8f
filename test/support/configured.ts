import { Home } from './home.ts';

/** Profiles of several kinds, written by hand as a user could. */
export const config = {
  version: 1,
  default: 'work',
  roles: { batch: 'cloud', interactive: 'work' },
  profiles: {
    work: {
      backend: 'gateway',
      baseUrl: 'https://litellm.example.com:4000',
      token: 'env:LITELLM_KEY',
      product: 'litellm',
      modelFamily: 'claude',
      note: 'the team’s gateway',
    },
    cloud: { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'batch', promptCaching: false },
  },
} as const;

export function configured(): Home {
  const home = new Home();
  home.writeConfig(config);
  return home;
}
