import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { Fault } from '#graph/fault.ts';
import { connect, type Channel, type Handlers } from '#system/calls.ts';

const open: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of open.splice(0)) port1.close();
});

function pair(here: Handlers, there: Handlers): readonly [Channel, Channel] {
  const channel = new MessageChannel();
  open.push(channel);
  return [connect(channel.port1, here), connect(channel.port2, there)];
}

describe('calls between threads', () => {
  test('go both ways, and results find the call that they belong to', async () => {
    const [a, b] = pair({ twice: (n: number) => n * 2 }, { later: async (n: bigint) => Promise.resolve(n + 1n) });
    const answers = await Promise.all([a.call('later', 1n), b.call('twice', 4), a.call('later', 5n)]);
    expect(answers).toEqual([2n, 8, 6n]);
  });

  test('a fault keeps its code, message and hint', async () => {
    const thrown = new Fault('too-large', 'x.onnx: too large', 'make it smaller');
    const [a] = pair(
      {},
      {
        fails() {
          throw thrown;
        },
      },
    );
    await expect(a.call('fails', null)).rejects.toMatchObject({
      code: 'too-large',
      message: thrown.message,
      hint: thrown.hint,
    });
  });

  test('what nobody handles is said', async () => {
    const [a] = pair({}, {});
    await expect(a.call('nothing', null)).rejects.toMatchObject({
      code: 'internal',
      message: 'no handler is named nothing',
    });
  });

  test('calls under way end where the other side is gone', async () => {
    const [a] = pair({}, { never: async () => new Promise(() => undefined) });
    const answer = a.call('never', null);
    a.fail(new Fault('thread-ended', 'gone', 'again'));
    await expect(answer).rejects.toMatchObject({ code: 'thread-ended' });
  });
});
