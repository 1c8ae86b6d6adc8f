import { afterAll, beforeAll, expect, test } from 'bun:test';
import { type Internet, startInternet } from '../live/lab/internet.ts';

const vendor = Bun.listen({
  hostname: '127.0.0.1',
  port: 0,
  socket: { data: (socket, data) => void socket.end(`heard ${data.toString()}`) },
});

let internet: Internet;
beforeAll(async () => {
  internet = await startInternet(host => (host === 'vendor.test' ? vendor.port : undefined));
});
afterAll(() => {
  internet.stop();
  vendor.stop(true);
});

/** Says one thing after another to the proxy, each after an answer, and gives all that came back. */
async function say(...words: readonly string[]): Promise<string> {
  const left = [...words];
  const { promise, resolve } = Promise.withResolvers<string>();
  let heard = '';
  await Bun.connect({
    hostname: '127.0.0.1',
    port: Number(new URL(internet.url).port),
    socket: {
      open: socket => void socket.write(left.shift() ?? ''),
      data: (socket, data) => {
        heard += data.toString();
        const next = left.shift();
        if (next !== undefined) socket.write(next);
      },
      close: () => resolve(heard),
    },
  });
  return promise;
}

test('a vendor’s name leads to what stands for it', async () => {
  const heard = await say('CONNECT vendor.test:443 HTTP/1.1\r\n\r\n', 'hello');
  expect(heard).toStartWith('HTTP/1.1 200 ');
  expect(heard).toEndWith('heard hello');
  expect(internet.strangers).toEqual([]);
});

test.each([
  ['CONNECT elsewhere.test:443', 'elsewhere.test:443'],
  ['CONNECT vendor.test:80', 'vendor.test:80'],
  ['GET http://vendor.test/', 'http://vendor.test/'],
])('%s is refused, and remembered', async (line, stranger) => {
  expect(await say(`${line} HTTP/1.1\r\n\r\n`)).toStartWith('HTTP/1.1 502 ');
  expect(internet.strangers.at(-1)).toBe(stranger);
});
