import { parseRecent } from '#history/recent.ts';
import type { GateReport } from '#judge/types.ts';
import { address, elided, markdownCode } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import { sparkline } from '#text/sparkline.ts';
import { amountText, titleOf } from '#report/words.ts';

/** Models that the line names. */
const SHOWN = 5;

/**
 * A line for comment and summary: how the MACs of the changed models went over the newest commits, this change last, and where the history
 * lies. Null if nothing of them is recorded.
 * @param recent text of the data branch's recent.json
 * @param url where people see the data branch; an address of the host's own making
 */
export function historyNote(
  recent: string | null,
  { models }: GateReport,
  branch: string,
  url: string,
): Markdown | null {
  const { macs } = parseRecent(recent);
  const lines = models.flatMap((model) => {
    const name = titleOf(model);
    const before = Object.hasOwn(macs, name) ? macs[name] : undefined;
    const head = model.figures.macs.head;
    if (before === undefined || head === null || before.every((value) => value === null)) return [];
    return [
      marked`${markdownCode(elided(name, 60))} ${sparkline([...before, Number(head)])} ${amountText(head, 'macs')}`,
    ];
  });
  if (lines.length === 0) return null;
  const rest = lines.length > SHOWN ? marked` · and ${lines.length - SHOWN} more` : '';
  return marked`**History** [${markdownCode(branch)}](${address(url)}), MACs: ${joined(lines.slice(0, SHOWN), ' · ')}${rest}`;
}
