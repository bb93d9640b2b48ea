import { parseArgs } from 'node:util';
import type { Mode } from './oracle.ts';
import { oracleCases, runCase } from './oracle.ts';

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'B' },
    ops: { type: 'string' },
    show: { type: 'string' },
    id: { type: 'string' },
    limit: { type: 'string', default: '40' },
  },
});
const ops = values.ops?.split(',');
const cases = oracleCases().filter(
  (one) =>
    (ops === undefined || one.ops.some((op) => ops.includes(op))) &&
    (values.id === undefined || one.id.includes(values.id)),
);
const results = cases.map((one) => runCase(one, values.mode as Mode));
const table = new Map<string, { right: number; unknown: number; wrong: number; contentsWrong: number }>();
for (const result of results) {
  const row = table.get(result.ops[0] ?? '?') ?? { right: 0, unknown: 0, wrong: 0, contentsWrong: 0 };
  row[result.shapes]++;
  if (result.contents === 'wrong') row.contentsWrong++;
  table.set(result.ops[0] ?? '?', row);
}
const bad = [...table].filter(([, row]) => ops !== undefined || row.unknown + row.wrong + row.contentsWrong > 0);
for (const [op, row] of bad.toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(
    op.padEnd(32),
    `right ${row.right}  unknown ${row.unknown}  wrong ${row.wrong}  contents wrong ${row.contentsWrong}`,
  );
let shown = 0;
for (const result of results) {
  const pick =
    values.show === 'wrong'
      ? result.shapes === 'wrong' || result.contents === 'wrong'
      : values.show === 'missing'
        ? result.shapes !== 'right'
        : values.show === 'contents'
          ? result.contents === 'unknown'
          : false;
  if (pick && shown++ < Number(values.limit))
    console.log(
      `- ${result.id} [${result.ops.join(',')}; ${result.class}] ${result.shapes}/${result.contents}: ${result.detail}`,
    );
}
const count = (of: (r: (typeof results)[number]) => boolean): number => results.filter(of).length;
console.log(
  `mode ${values.mode}: ${results.length} cases, ${count((r) => r.shapes === 'right')} right, ${count((r) => r.shapes === 'unknown')} unknown, ${count((r) => r.shapes === 'wrong')} wrong, ${count((r) => r.contents === 'right')} contents right, ${count((r) => r.contents === 'wrong')} contents wrong`,
);
