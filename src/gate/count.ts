import type { CountOptions } from '#count/bind.ts';
import type { Model } from '#graph/graph.ts';
import type { Source } from '#graph/source.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { countBy } from '#count/count-by.ts';
import { commonOperators, hasOnlyCommon } from '#count/ops/common.ts';
import { asFault } from '#graph/fault.ts';
import { readModel } from '#read/read.ts';

/**
 * Counts one model for `count`: the result, or why there is none. A file is read at once, without a turn of the event loop, and
 * operators that few models hold are loaded only for a model that does. Opens and closes the source.
 * @param path as the user names it
 * @param root the file that is opened, where the user names its folder
 */
export function countOne(
  path: string,
  open: () => Source,
  options: CountOptions,
  root: string = path,
): CountEntry | Promise<CountEntry> {
  let source: Source | undefined;
  try {
    source = open();
    const model = readModel(source, root, path);
    if (model instanceof Promise || !hasOnlyCommon(model)) return countLater(path, source, model, options);
    const report = countBy(commonOperators(), model, options);
    void source.close();
    return { kind: 'counted', path, report };
  } catch (thrown) {
    void source?.close();
    return failed(path, thrown);
  }
}

async function countLater(
  path: string,
  source: Source,
  reading: Model | Promise<Model>,
  options: CountOptions,
): Promise<CountEntry> {
  try {
    const model = await reading;
    const { countModel } = await import('#count/count.ts');
    return { kind: 'counted', path, report: countModel(model, options) };
  } catch (thrown) {
    return failed(path, thrown);
  } finally {
    await source.close();
  }
}

function failed(path: string, thrown: unknown): CountEntry {
  const { code, message, hint } = asFault(thrown);
  return { kind: 'failed', path, failure: { code, message, hint } };
}
