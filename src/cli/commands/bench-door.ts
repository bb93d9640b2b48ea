import type { GateOptions, Host } from '#gate';
import { Fault } from '#graph/fault.ts';
import { terminalText } from '#text/escape.ts';
import { term } from '#text/safe.ts';
import type { Arguments, Flags } from '#cli/command.ts';
import { durationOf } from './duration.ts';
import type { Progress } from '#cli/progress.ts';
import { say } from '#cli/streams.ts';

/** Flags of every command that measures what changed in a repository. */
export const benchFlags: Flags = {
  bench: { type: 'boolean', help: 'measure latency where no budget asks for it, too' },
  'no-bench': { type: 'boolean', help: "don't measure latency" },
  'bench-time': { type: 'string', value: '60s', help: "time for measuring; default: the policy's bench.time" },
  'runtime-path': { type: 'string', value: 'DIR', help: 'folder of an installed onnxruntime-node' },
};

/**
 * What measures, as the flags say; nothing with --no-bench. The bench itself is loaded when there is something to measure.
 * @throws Fault `usage`
 */
export function benchOf(
  args: Arguments,
  host: Pick<Host, 'open' | 'list'>,
  progress: Progress,
): { readonly bench?: NonNullable<GateOptions['bench']> } {
  if (args.has('no-bench') && args.has('bench'))
    throw new Fault('usage', '--bench and --no-bench contradict each other', 'give one of them');
  if (args.has('no-bench')) return {};
  const [runtimePath, time] = [args.text('runtime-path'), args.text('bench-time')];
  const timeMs = time === undefined ? null : durationOf(time, 'bench-time');
  return {
    async bench(pairs, rule) {
      const { createBench } = await import('#gate/measure/measure.ts');
      const measure = createBench({
        open: async (file) => host.open(file),
        list: async (tree, wanted) => host.list(tree, wanted),
        mode: args.has('bench') ? 'on' : 'auto',
        cwd: process.cwd(),
        say: (line) => say(term`flopgate: ${terminalText(line)}`),
        progress: progress.show,
        ...(runtimePath === undefined ? {} : { runtimePath }),
        ...(timeMs === null ? {} : { timeMs }),
      });
      return measure(pairs, rule);
    },
  };
}
