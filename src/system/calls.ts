import { asFault, Fault } from '#graph/fault.ts';

/** What both ends of a channel between threads have: a `MessagePort`, or the `Worker` itself. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** What one side lets the other call, by name. Arguments and results are copied: data only. */
export type Handlers = Readonly<Record<string, (argument: never) => unknown>>;

/** Calls a function of the other side. @throws Fault that it threw there */
type Call = (name: string, argument: unknown) => Promise<unknown>;

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'fault';
      readonly id: number;
      readonly code: string;
      readonly text: string;
      readonly hint: string;
    };

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: Fault) => void;
}

/** One end of a channel. */
export interface Channel {
  readonly call: Call;
  /** Ends all calls under way with this fault: the other side is gone. */
  readonly fail: (fault: Fault) => void;
}

/** Answers the other side's calls and makes calls of its own. Only our own code is at the other end. */
export function connect(port: Port, handlers: Handlers): Channel {
  const pending = new Map<number, Pending>();
  let ids = 0;

  async function answer(id: number, name: string, argument: unknown): Promise<void> {
    try {
      const handler = handlers[name];
      if (handler === undefined) throw new Fault('internal', `no handler is named ${name}`, 'report this defect');
      port.postMessage({ kind: 'result', id, value: await handler(argument as never) } satisfies Message);
    } catch (thrown) {
      const { code, message: text, hint } = asFault(thrown);
      port.postMessage({ kind: 'fault', id, code, text, hint } satisfies Message);
    }
  }

  function take(message: Message): void {
    if (message.kind === 'call') {
      void answer(message.id, message.name, message.argument);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'result') waiting?.resolve(message.value);
    else waiting?.reject(new Fault(message.code, message.text, message.hint));
  }

  port.on('message', (message) => take(message as Message));
  return {
    call: async (name, argument) =>
      new Promise((resolve, reject) => {
        ids += 1;
        pending.set(ids, { resolve, reject });
        port.postMessage({ kind: 'call', id: ids, name, argument } satisfies Message);
      }),
    fail(fault) {
      for (const { reject } of pending.values()) reject(fault);
      pending.clear();
    },
  };
}
