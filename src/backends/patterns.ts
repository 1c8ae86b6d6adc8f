/** What a text that is sent must look like, and what is said of one that does not. */
export type Pattern = { readonly test: RegExp; readonly say: string };

/*
 * Claude Code and the SDKs put these into host names and paths as they are: nothing in them may end the host, leave the
 * path or begin a query. The rules are as loose as the vendors’ own formats.
 */

/** An AWS region, e.g. `us-east-1`, `us-gov-west-1`, `cn-north-1` or `us-iso-east-1`. */
export const awsRegion: Pattern = {
  test: /^[a-z]{2}(-[a-z]+)+-\d+$/,
  say: 'is not an AWS region such as us-east-1',
};

/** A region or multi-region of Vertex and of Claude on Google Cloud, e.g. `us-east5`, `eu` or `global`. */
export const googleLocation: Pattern = {
  test: /^[a-z]+(-[a-z]+\d+)?$/,
  say: 'is not a Vertex region such as us-east5 or global',
};

/** A project ID, or one of a domain: `example.com:my-project`. */
export const googleProject: Pattern = {
  test: /^([a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+:)?[a-z0-9][a-z0-9-]*$/,
  say: 'is not a Google Cloud project ID such as my-project',
};

export const azureResource: Pattern = {
  test: /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
  say: 'is not an Azure resource name such as my-resource',
};

export const workspace: Pattern = {
  test: /^[A-Za-z0-9_-]+$/,
  say: 'is not a workspace ID such as wrkspc_01ABC',
};

/** A section of AWS’s files: people choose these names freely. */
export const awsProfileName: Pattern = {
  test: /^[^\p{C}[\]]+$/u,
  say: 'is not the name of a profile in ~/.aws/config',
};

/** A file of this name is read. */
export const anthropicProfileName: Pattern = {
  test: /^[A-Za-z0-9_][\w@.-]*$/,
  say: 'is not the name of a profile under ~/.config/anthropic',
};

/** An ID, an ARN, or whatever a gateway calls a model; clouds have it in the path of a request. */
export const model: Pattern = {
  test: /^(?!(.*\/)?(\.|%2e){1,2}(\/|$))[^\p{C}?#\\]+$/iu,
  say: 'is not the name of a model: it holds ? or #, a backslash, or a path that leads elsewhere',
};

/** What menus show. */
export const menuText: Pattern = {
  test: /^[^\p{C}]+$/u,
  say: 'holds a character that no menu can show',
};

/**
 * Words such as `effort`, which newer versions have more of (2.1.332: thinking, adaptive_thinking, interleaved_thinking,
 * effort, max_effort, xhigh_effort, mid_conversation_system, temperature).
 */
export const capabilities: Pattern = {
  test: /^[a-z0-9_]+(,[a-z0-9_]+)*$/,
  say: 'is not a list such as effort,thinking (or none)',
};

export const tokens: Pattern = {
  test: /^[1-9]\d{3,7}$/,
  say: 'is not a number of tokens from 1000 to 99999999',
};
