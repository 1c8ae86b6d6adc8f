import { answerOf, wasCut } from '../message.ts';
import type { Probe } from '../probe.ts';
import { type JsonObject, messageRequest } from '../request.ts';
import { full, isRefusalOfRequest, none, partial, unknown, withoutAnswer } from '../verdict.ts';
import { redPng, wordPdf } from './pictures.ts';

const image: JsonObject = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: redPng },
};
const pdf: JsonObject = {
  type: 'document',
  source: { type: 'base64', media_type: 'application/pdf', data: wordPdf },
};
const question: JsonObject = {
  type: 'text',
  text: 'Which colour is the picture, and which word does the document hold? Answer with what you see, e.g. "green, tea".',
};

function request(...blocks: readonly JsonObject[]) {
  return messageRequest('', {
    body: { max_tokens: 1_024, messages: [{ role: 'user', content: [...blocks, question] }] },
  });
}

/** What only who sees them can say: a colour and a word. */
export const imagesPdf: Probe = {
  source: 'platform.claude.com, vision and PDF support: image and document blocks',
  tokens: { input: 5_000, output: 2_048 },
  requests: () => [request(image, pdf), request(image)],
  decide: ([both, only]) => {
    if (both.outcome === 'answered') {
      const answer = answerOf(both.message);
      const [colour, word] = [/\bred\b/i.test(answer), /marzipan/i.test(answer)];
      if (colour && word) return full('the model told the colour of a picture and the word in a PDF');
      if (wasCut(both.message)) return unknown('the answer was cut off');
      if (colour) return partial('the model saw a picture, but not what a PDF holds');
      return word
        ? partial('the model read a PDF, but did not see a picture')
        : none('the model saw neither');
    }
    if (!isRefusalOfRequest(both)) return withoutAnswer(both);
    if (only === undefined) return undefined;
    if (only.outcome !== 'answered')
      return isRefusalOfRequest(only)
        ? none(`refused with ${only.status}: ${only.words}`)
        : withoutAnswer(only);
    return /\bred\b/i.test(answerOf(only.message))
      ? partial(`pictures only; with a PDF it is refused: ${both.words}`)
      : unknown('a PDF is refused, and the model did not tell the colour of a picture');
  },
};
