import { parseArgs } from 'node:util';
import { corpusRows, runRow } from './corpus.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    details: { type: 'string', default: '3' },
    all: { type: 'boolean', default: false },
  },
});
const total = {
  right: 0,
  unknown: 0,
  wrong: 0,
  contentsWrong: 0,
  contentsUnknown: 0,
  contentsRight: 0,
  macs: 0,
  runs: 0,
};
for (const row of corpusRows()) {
  if (values.model !== undefined && !row.name.includes(values.model)) continue;
  const started = process.cpuUsage();
  try {
    for (const result of runRow(row)) {
      const { tensors, contents } = result;
      const good = tensors.unknown === 0 && tensors.wrong === 0 && contents.wrong === 0 && result.macs === result.truth;
      total.right += tensors.right;
      total.unknown += tensors.unknown;
      total.wrong += tensors.wrong;
      total.contentsRight += contents.right;
      total.contentsUnknown += contents.unknown;
      total.contentsWrong += contents.wrong;
      total.runs++;
      if (result.macs === result.truth) total.macs++;
      if (good && !values.all) continue;
      const cpu = Math.round(process.cpuUsage(started).user / 1000);
      console.log(
        `${result.name}#${result.binding}: tensors ${tensors.right} right ${tensors.unknown} unknown ${tensors.wrong} wrong; contents ${contents.right}/${contents.unknown}/${contents.wrong}; MACs ${result.macs} of ${result.truth}${result.macs === result.truth ? '' : ' DIFFER'}; ${cpu} ms`,
      );
      for (const detail of result.details.slice(0, Number(values.details))) console.log(`    ${detail}`);
    }
  } catch (error) {
    total.runs++;
    console.log(
      `${row.name}: ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' ') : String(error)}`,
    );
  }
}
console.log(JSON.stringify(total));
