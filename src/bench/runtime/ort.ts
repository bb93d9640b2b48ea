import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import type { SessionSettings } from '#bench/protocol.ts';

/** The part of the runtime's native binding that a worker uses: `run` is synchronous. */
interface NativeSession {
  readonly outputMetadata: readonly { readonly name: string }[];
  loadModel(path: string, options: object): void;
  run(feeds: object, fetches: object, options: object): object;
  endProfiling(): void;
}

interface Native {
  readonly InferenceSession: new () => NativeSession;
  listSupportedBackends(): readonly { readonly name: string }[];
}

type TensorClass = new (type: string, data: ArrayBufferView | readonly string[], shape: readonly number[]) => object;

export interface Ort {
  readonly version: string;
  readonly providers: readonly string[];
  readonly native: Native;
  readonly Tensor: TensorClass;
}

/**
 * Loads onnxruntime-node. The synchronous binding below its public door is used, since the door's promise adds 3 % to a
 * run of 3 ms and 150 % to one of 20 µs.
 * @param root its package folder
 * @throws Fault `runtime-broken`
 */
export function loadOrt(root: string): Ort {
  try {
    const below = createRequire(join(root, 'package.json'));
    const { binding, initOrt } = below('./dist/binding.js') as { binding: Native; initOrt?: () => void };
    initOrt?.();
    const { version } = below('./package.json') as { version: string };
    const { Tensor } = below('onnxruntime-common') as { Tensor: TensorClass };
    return { version, providers: binding.listSupportedBackends().map(({ name }) => name), native: binding, Tensor };
  } catch (cause) {
    throw new Fault(
      'runtime-broken',
      `onnxruntime-node in ${root} can't be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      'install onnxruntime-node 1.30.0 for this platform, or name another with --runtime-path',
      { cause },
    );
  }
}

/** Options of a session: the same for both arms, as near as can be to what users run. */
export function sessionOptions({ provider, threads }: SessionSettings, profile: string | undefined): object {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
    ...(profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: profile }),
  };
}
