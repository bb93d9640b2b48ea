import type { CountOptions } from '#count/bind.ts';
import type { Model } from '#graph/graph.ts';
import type { Source } from '#graph/source.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { countModel } from '#count/count.ts';
import { asFault } from '#graph/fault.ts';
import { readModel } from '#read/read.ts';

/**
 * Counts one model for `count`: what it tells, or why it can't. At once where the source answers at once, so that counting a
 * file takes no turn of the event loop. Opens and closes the source.
 * @param path as the user names it
 */
export function countOne(path: string, open: () => Source, options: CountOptions): CountEntry | Promise<CountEntry> {
  let source: Source | undefined;
  try {
    source = open();
    const model = readModel(source, path);
    if (model instanceof Promise) return countLater(path, source, model, options);
    return counted(path, model, options);
  } catch (thrown) {
    return failed(path, thrown);
  } finally {
    if (source?.forward === false) void source.close();
  }
}

async function countLater(
  path: string,
  source: Source,
  model: Promise<Model>,
  options: CountOptions,
): Promise<CountEntry> {
  try {
    return counted(path, await model, options);
  } catch (thrown) {
    return failed(path, thrown);
  } finally {
    await source.close();
  }
}

function counted(path: string, model: Model, options: CountOptions): CountEntry {
  return { kind: 'counted', path, report: countModel(model, options) };
}

function failed(path: string, thrown: unknown): CountEntry {
  const { code, message, hint } = asFault(thrown);
  return { kind: 'failed', path, failure: { code, message, hint } };
}
