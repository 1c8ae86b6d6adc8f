import { full, isRefusalOfRequest, none, partial, unknown, withoutAnswer } from '../exchange.ts';
import { answerOf, isTruncated } from '../message.ts';
import { type JsonObject, messageRequest, type Probe } from '../probe.ts';

/** The number 7394, black on white, as PNG in base64. */
const numberPng =
  'iVBORw0KGgoAAAANSUhEUgAAAQ4AAABuAQAAAAD+ScDmAAAAd0lEQVR42u3WbQqAMAgGYGEH8EhefUfaAQSbLqgICppBweuPfT6/' +
  'NnEjuw0CAfkoaeRRLLq+pL3j2FQCmSURraynLTEaDYGkkMp2IpUVJIOQhNvS27NdDCSB6K4+D+wXELXEpyAvkENpBpklVw8fyGOC' +
  'nyrIH8kCykrbdKzTijQAAAAASUVORK5CYII=';

/** A page that says MARZIPAN, as PDF in base64. */
const wordPdf =
  'JVBERi0xLjQKMSAwIG9iago8PC9UeXBlL0NhdGFsb2cvUGFnZXMgMiAwIFI+PgplbmRvYmoKMiAwIG9iago8PC9UeXBlL1Bh' +
  'Z2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PgplbmRvYmoKMyAwIG9iago8PC9UeXBlL1BhZ2UvUGFyZW50IDIgMCBSL01lZGlh' +
  'Qm94WzAgMCAzMDAgMjAwXS9Db250ZW50cyA0IDAgUi9SZXNvdXJjZXM8PC9Gb250PDwvRjEgNSAwIFI+Pj4+Pj4KZW5kb2Jq' +
  'CjQgMCBvYmoKPDwvTGVuZ3RoIDM5Pj5zdHJlYW0KQlQgL0YxIDMyIFRmIDQwIDEwMCBUZCAoTUFSWklQQU4pIFRqIEVUCmVu' +
  'ZHN0cmVhbQplbmRvYmoKNSAwIG9iago8PC9UeXBlL0ZvbnQvU3VidHlwZS9UeXBlMS9CYXNlRm9udC9IZWx2ZXRpY2E+Pgpl' +
  'bmRvYmoKeHJlZgowIDYKMDAwMDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDA5IDAwMDAwIG4gCjAwMDAwMDAwNTQgMDAwMDAg' +
  'biAKMDAwMDAwMDEwNSAwMDAwMCBuIAowMDAwMDAwMjE3IDAwMDAwIG4gCjAwMDAwMDAzMDMgMDAwMDAgbiAKdHJhaWxlcjw8' +
  'L1NpemUgNi9Sb290IDEgMCBSPj4Kc3RhcnR4cmVmCjM2NgolJUVPRgo=';

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
      if (isTruncated(both.message)) return unknown('the answer was cut off');
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
