import { Fault } from '#graph/fault.ts';
import type { Finding } from '#graph/finding.ts';

/** What a reader learns beside the model, and the bound on what it keeps of a file. */
export interface Notes {
  add(code: string, level: Finding['level'], detail: string, layer?: string): void;
  /**
   * Accounts for memory that the model will hold, roughly, in bytes.
   * @throws Fault `structure-limit` once a file asks for more than any real model's structure takes
   */
  keep(bytes: number): void;
  /** In order of discovery; of a code that comes often, the first ones and how many more there are. */
  findings(): Finding[];
}

/** About 400,000 nodes; the largest graphs of real exporters have some ten thousand. */
const MAX_KEPT_BYTES = 256 << 20;
const MAX_FINDINGS_A_CODE = 20;

export function takeNotes(): Notes {
  const list: Finding[] = [];
  const counts = new Map<string, number>();
  let kept = 0;
  return {
    add(code, level, detail, layer) {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      if (count <= MAX_FINDINGS_A_CODE) list.push(layer ? { code, level, detail, layer } : { code, level, detail });
    },
    keep(bytes) {
      kept += bytes;
      if (kept <= MAX_KEPT_BYTES) return;
      throw new Fault(
        'structure-limit',
        `its structure (names, nodes, attributes) takes more than ${MAX_KEPT_BYTES >> 20} MiB`,
        'Flopgate bounds what it keeps of a file: split the model',
      );
    },
    findings() {
      const more: Finding[] = [];
      for (const [code, count] of counts) {
        if (count <= MAX_FINDINGS_A_CODE) continue;
        const level = (list.find((finding) => finding.code === code) as Finding).level;
        more.push({ code, level, detail: `and ${count - MAX_FINDINGS_A_CODE} more of the same kind` });
      }
      return [...list, ...more];
    },
  };
}
