import type { JsonObject } from '../request.ts';

/** A tool as small as can be. */
export const weatherTool = {
  name: 'get_weather',
  description: 'Weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
} as const satisfies JsonObject;
