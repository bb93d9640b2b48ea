import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

/** The type check refuses hostile text that no escape function saw, and only src/text may say that a text is safe. */
const root = resolve(import.meta.dirname, '../..');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'flopgate-safe-text-')));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A fault in a file of the house: what stands there, and what somebody in a hurry writes instead. */
const faults: readonly (readonly [name: string, file: string, from: string, to: string])[] = [
  [
    'a name in the comment',
    'src/report/comment/table.ts',
    "const name = marked`${icons[model.verdict]} ${markdownCode(elided(model.id, 60), 'cell')}`;",
    'const name = marked`${icons[model.verdict]} ${model.id}`;',
  ],
  [
    'a plain template in the comment',
    'src/report/comment/comment.ts',
    "return marked`${joined(blocks, '\\n\\n')}\\n`;",
    "return `${blocks.join('\\n\\n')}\\n`;",
  ],
  [
    'a sentence of a judgement in the comment',
    'src/report/comment/why.ts',
    'return marked`- ${unbroken(markdownText(judgementText(judgement, model)))}${by}`;',
    'return marked`- ${judgementText(judgement, model)}${by}`;',
  ],
  [
    'a cell of the comment',
    'src/report/comment/details.ts',
    "    markdownCode(elided(change.op, 40), 'cell'),",
    '    change.op,',
  ],
  [
    'a message in a note of the summary',
    'src/action/notices.ts',
    '**No check run.** ${markdownText(fault.message)}.',
    '**No check run.** ${fault.message}.',
  ],
  [
    'a cell of a terminal’s table',
    'src/report/terminal/diff.ts',
    '      { text: terminalName(change.op) },',
    '      { text: change.op },',
  ],
  [
    'a painted name',
    'src/report/terminal/explain.ts',
    "const lines = [paint(terminalName(one.path), 'strong', view.color)];",
    "const lines = [paint(one.path, 'strong', view.color)];",
  ],
  [
    'a name in a line of a terminal',
    'src/report/terminal/count.ts',
    '  ${where}${terminalText(detail)}`);',
    '  ${where}${detail}`);',
  ],
  [
    'a plain line of a terminal',
    'src/report/terminal/check.ts',
    'lines.push(term`  ${paint(label, style, view.color)}  ${text}`);',
    'lines.push(`  ${paint(label, style, view.color)}  ${text}`);',
  ],
  [
    'a commit of the history on a terminal',
    'src/report/history/terminal.ts',
    '{ text: cutAt(terminalText(record.subject), 60) }',
    '{ text: record.subject.slice(0, 60) }',
  ],
  [
    'a path in a line of the command line',
    'src/cli/history/record.ts',
    'say(term`flopgate: ${terminalText(path)}: ${',
    'say(term`flopgate: ${path}: ${',
  ],
  ['plain text on stdout', 'src/cli/history/dashboard.ts', 'print(term`${terminalName(out)}: ', 'print(`${out}: '],
  [
    'JSON put together by hand',
    'src/cli/commands/plan.ts',
    'printJson(jsonDocument({ include: plan.shards }))',
    'printJson(JSON.stringify({ include: plan.shards }))',
  ],
  ['what a tool said', 'src/cli/commands/bench-door.ts', 'say(term`flopgate: ${terminalText(line)}`)', 'say(line)'],
  ['a title in the dashboard', 'src/report/dashboard/page.ts', '<tr><td>${html(title)}</td>', '<tr><td>${title}</td>'],
  [
    'a message in an annotation',
    'src/action/publish.ts',
    'message: noteText(fault.message) });',
    'message: fault.message });',
  ],
  [
    'a line of the action’s log',
    'src/action/record.ts',
    "runner.say(term`flopgate: issue ${kind}: ${terminalName(url ?? '')}`)",
    'runner.say(`flopgate: issue ${kind}: ${url}`)',
  ],
  [
    'a text in the job summary',
    'src/action/main.ts',
    'summary(marked`## ➖ Flopgate: nothing to judge\\n\\n${markdownText(idle)}\\n`)',
    'summary(idle)',
  ],
];

test.each(faults)('it is refused: %s', (_, file, from) => {
  expect(readFileSync(join(root, file), 'utf8').split(from)).toHaveLength(2);
});

test('the type check refuses each of them, and nothing else', () => {
  cpSync(join(root, 'src'), join(scratch, 'src'), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, file), join(scratch, file));
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  for (const [, file, from, to] of faults) {
    const path = join(scratch, file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(from, () => to),
    );
  }
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit'], {
    cwd: scratch,
    encoding: 'utf8',
  });
  const refused = stdout.split('\n').filter((line) => /^src\/.*error TS/.test(line));
  const missed = faults.filter(([, file, , to]) => {
    const lines = readFileSync(join(scratch, file), 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes(to.trim())) + 1;
    return at === 0 || !refused.some((line) => line.startsWith(`${file}(${at},`));
  });
  expect(missed.map(([name]) => `${name}: ${stdout}`)).toEqual([]);
  expect(new Set(refused.map((line) => line.split('(')[0]))).toEqual(new Set(faults.map(([, file]) => file)));
}, 180_000);

/** Files beside src/text that call a text safe without an escape function, and how often. */
const trusted: Readonly<Record<string, number>> = {
  // Parts of a document that is JSON as a whole.
  'src/report/json.ts': 1,
  // Their fields are escaped one by one.
  'src/report/history/export.ts': 2,
  // Colours around what is safe.
  'src/report/terminal/paint.ts': 1,
  // The marker's fields are cut to letters and digits; a number keeps its unit on its line.
  'src/report/comment/comment.ts': 1,
  'src/report/comment/table.ts': 2,
};

test('only src/text calls a text safe', () => {
  const found = globSync('src/**/*.ts', { cwd: root })
    .filter((file) => !file.startsWith('src/text/'))
    .map(
      (file) =>
        [
          file,
          readFileSync(join(root, file), 'utf8').match(
            /\bas (?:Markdown|TerminalText|Plain|JsonText|DataText|Html|NoteText)\b/g,
          )?.length ?? 0,
        ] as const,
    )
    .filter(([, times]) => times > 0);
  expect(Object.fromEntries(found)).toEqual(trusted);
});
