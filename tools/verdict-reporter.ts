import { appendFileSync } from 'node:fs';
import type { Reporter, SerializedError } from 'vitest/node';

/** What one test came to; `null` for a file that can't be loaded. */
export interface TestVerdict {
  readonly name: string | null;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What the failure said first; '' of one that didn't fail. */
  readonly said: string;
}

const path = process.env['FLOPGATE_VERDICTS'] ?? '';
const note = (verdict: TestVerdict): void => appendFileSync(path, `${JSON.stringify(verdict)}\n`);

/**
 * Notes each test's end at once, one JSON a line in the file named by FLOPGATE_VERDICTS: what was killed has said what it came to until then.
 * (vitest calls it with `new`.)
 */
export default function verdictReporter(): Reporter {
  return {
    onTestCaseResult(test) {
      const result = test.result();
      if (result.state === 'pending') return;
      note({ name: test.fullName, state: result.state, said: result.errors?.[0]?.message ?? '' });
    },
    onTestModuleEnd: (module) => noteErrors(module.errors()),
    onTestSuiteResult: (suite) => noteErrors(suite.errors()),
  };
}

function noteErrors([error]: readonly SerializedError[]): void {
  if (error !== undefined) note({ name: null, state: 'failed', said: error.message });
}
