import { answerOf, wasCut } from '../message.ts';
import type { Probe } from '../probe.ts';
import { type JsonObject, messageRequest } from '../request.ts';
import { full, isRefusalOfRequest, none, partial, unknown, withoutAnswer } from '../verdict.ts';
import { numberPng, wordPdf } from './pictures.ts';

const image: JsonObject = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: numberPng },
};
const pdf: JsonObject = {
  type: 'document',
  source: { type: 'base64', media_type: 'application/pdf', data: wordPdf },
};
const question: JsonObject = {
  type: 'text',
  text: 'Which number does the picture show, and which word the document? Answer with what you see, e.g. "12, tea".',
};

function request(...blocks: readonly JsonObject[]) {
  return messageRequest('', {
    body: { max_tokens: 1_024, messages: [{ role: 'user', content: [...blocks, question] }] },
  });
}

/** What only who sees them can say: a number and a word. */
export const imagesPdf: Probe = {
  source: 'platform.claude.com, vision and PDF support: image and document blocks',
  tokens: { input: 5_000, output: 2_048 },
  requests: () => [request(image, pdf), request(image)],
  decide: ([both, only]) => {
    if (both.outcome === 'answered') {
      const answer = answerOf(both.message);
      const [number, word] = [saysNumber(answer), /marzipan/i.test(answer)];
      if (number && word) return full('the model told the number in a picture and the word in a PDF');
      if (wasCut(both.message)) return unknown('the answer was cut off');
      if (number) return partial('the model saw a picture, but not what a PDF holds');
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
    return saysNumber(answerOf(only.message))
      ? partial(`pictures only; with a PDF it is refused: ${both.words}`)
      : unknown('a PDF is refused, and the model did not tell the number in a picture');
  },
};

function saysNumber(answer: string): boolean {
  return /7[\s,.]?394/.test(answer);
}
