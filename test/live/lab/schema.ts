import { z } from 'zod';
import { routeIds } from '../../../src/features/documented-routes.ts';
import { featureIds } from '../../../src/features/features.ts';

/*
 * What a file of `data/routes` holds. `data/schema.json` is made of it, words included, by `npm run measure`.
 */

const version = z.string().regex(/^\d+\.\d+\.\d+/);
const day = z.iso.date().describe('A day, YYYY-MM-DD.');
const betas = z.array(z.string());

const span = z
  .strictObject({ since: version, until: version })
  .describe('The first and the last measured version that are alike.');

/** The versions that a run holds of. */
const run = {
  claudeCode: span,
  litellm: span.optional().describe('Absent on routes without LiteLLM.'),
  measured: day.describe('The day on which the last of its pairs was measured.'),
};

const cell = z.strictObject({
  ...run,
  state: z
    .enum(['full', 'partial', 'none', 'unknown'])
    .describe(
      'How much of it reaches the vendor’s server. `full` does not say that the server has the feature; `unknown`: a header is lost, and no document says whether the server needs it.',
    ),
  shows: z
    .enum(['loud', 'silent'])
    .optional()
    .describe('How a loss shows: an error, or not at all. Absent where nothing is lost.'),
  loss: z.string().max(60).describe('What a user no longer has; empty where nothing is lost.'),
  why: z.string().min(1).max(90).describe('The mechanism.'),
  asked: z
    .enum(['Claude Code', 'by hand'])
    .describe('Who made the request: the real program, or the lab in its name, with its headers.'),
  sent: z.string().describe('The beta headers and fields that left the client.'),
  received: z.string().optional().describe('Those that reached the vendor, where that is something else.'),
  answer: z.string().max(200).describe('What came back: `200`, or who refused it and in which words.'),
});

export const routeSchema = z.strictObject({
  $schema: z.literal('../schema.json'),
  route: z.enum(routeIds).describe('The id of the route, which is the name of the file.'),
  title: z.string(),
  pairs: z
    .array(z.strictObject({ claudeCode: version, litellm: version.optional(), measured: day }))
    .describe(
      'The versions that were measured together, newest first. What is not in here was not measured.',
    ),
  betas: z
    .array(
      z.strictObject({
        ...run,
        arrived: betas,
        dropped: betas,
        relaysUnknown: z
          .boolean()
          .nullable()
          .describe('Whether a beta that nobody knows arrives; null where nothing stands between.'),
      }),
    )
    .describe('What became of the `anthropic-beta` values that Claude Code sent.'),
  features: z.partialRecord(
    z.enum(featureIds),
    z.strictObject({ title: z.string(), runs: z.array(cell).min(1) }),
  ),
});

export type RouteData = z.infer<typeof routeSchema>;

/** The published schema of a file. */
export function schemaText(): string {
  const { $schema, ...rest } = z.toJSONSchema(routeSchema);
  const title = 'What reaches the model server of each feature of Claude Code, on one route';
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}
