import uPlot from 'uplot';
import type { PayloadMetric } from '#report/dashboard/payload-types.ts';
import { downsampled, type Happening, type Range } from './columns.ts';
import { axisTexts, dayOf } from './words.ts';

/** A line of the chart. */
export interface Line {
  readonly series: number;
  readonly title: string;
  readonly numbers: Float64Array;
  /** Ceilings, one a commit; absent: none. */
  readonly budget?: Float64Array;
}

interface ChartView {
  readonly lines: readonly Line[];
  readonly metric: PayloadMetric;
  readonly relative: boolean;
  readonly range: Range;
  readonly happenings: readonly Happening[];
  readonly selected: number;
  readonly days: readonly number[];
}

export interface Chart {
  show(view: ChartView): void;
}

/** Dashes distinguish lines if colours don't. */
const dashes: readonly (readonly number[])[] = [[], [10, 4], [3, 3], [12, 3, 3, 3]];
const COLORS = 8;
const MARK: Readonly<Record<Happening['kind'], string>> = { change: '◆', accepted: '▲', breach: '✖' };

export const markOf = (kind: Happening['kind']): string => MARK[kind];
export const colorOf = (place: number): string => `--line-${place % COLORS}`;

const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * A chart in a box, as wide as the box.
 * @param onZoom a stretch was chosen with the pointer
 * @param onPoint a commit was pointed at
 */
export function openChart(box: HTMLElement, onZoom: (range: Range) => void, onPoint: (at: number) => void): Chart {
  let plot: uPlot | null = null;
  let view: ChartView | null = null;

  function draw(): void {
    plot?.destroy();
    plot = null;
    if (view === null) return;
    const options = { ...sizeOf(), ...optionsOf(view), hooks: hooksOf(view, onZoom, onPoint) };
    plot = new uPlot(options, dataOf(view), box);
  }

  function sizeOf(): { readonly width: number; readonly height: number } {
    return { width: Math.max(240, box.clientWidth), height: box.clientWidth < 560 ? 260 : 360 };
  }

  function dataOf({ lines, range }: ChartView): uPlot.AlignedData {
    const all = lines.flatMap(({ numbers, budget }) => (budget === undefined ? [numbers] : [numbers, budget]));
    const drawn = downsampled(all, range, 2 * Math.max(400, sizeOf().width));
    return [drawn.x, ...drawn.lines];
  }

  new ResizeObserver(() => plot?.setSize(sizeOf())).observe(box);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  return {
    show(next) {
      view = next;
      draw();
    },
  };
}

function optionsOf({ lines, metric, relative, range, days }: ChartView): Omit<uPlot.Options, 'width' | 'height'> {
  const isStepped = metric.unit !== 'time';
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const path = isStepped && stepped !== undefined ? { paths: stepped } : { spanGaps: true };
  return {
    legend: { show: false },
    scales: { x: { time: false, range: [range.from - 0.5, range.to + 0.5] } },
    cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false } },
    axes: [
      {
        ...axis(),
        space: 90,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000],
        values: (_, splits) => splits.map((at) => (days[at] === undefined ? '' : dayOf(days[at]))),
      },
      {
        ...axis(),
        size: (_, texts: readonly string[] | null) =>
          24 + 7 * Math.max(4, ...(texts ?? []).map(({ length }) => length)),
        values: (_, splits) => [...axisTexts(splits, metric, relative)],
      },
    ],
    series: [{}, ...lines.flatMap((line, place) => seriesOf(line, place, path, isStepped))],
  };
}

function axis(): uPlot.Axis {
  const stroke = css('--grid');
  return { stroke: css('--ink-soft'), grid: { stroke }, ticks: { stroke } };
}

/** Marks after drawing; a drag zooms, a click names a commit. */
function hooksOf(
  view: ChartView,
  onZoom: (range: Range) => void,
  onPoint: (at: number) => void,
): NonNullable<uPlot.Options['hooks']> {
  const { range } = view;
  return {
    draw: [(self) => marks(self, view)],
    setSelect: [
      (self) => {
        if (self.select.width < 4) return;
        const [from, to] = [self.select.left, self.select.left + self.select.width].map((x) => self.posToVal(x, 'x'));
        self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        onZoom({ from: Math.max(range.from, Math.ceil(from ?? 0)), to: Math.min(range.to, Math.floor(to ?? 0)) });
      },
    ],
    ready: [
      (self) => {
        self.over.addEventListener('click', () => {
          const at = Math.round(self.posToVal(self.cursor.left ?? 0, 'x'));
          onPoint(Math.min(range.to, Math.max(range.from, at)));
        });
      },
    ],
  };
}

function seriesOf(line: Line, place: number, path: Partial<uPlot.Series>, isStepped: boolean): uPlot.Series[] {
  const stroke = css(colorOf(place));
  const dash = [...(dashes[Math.floor(place / COLORS) % dashes.length] ?? [])];
  const own: uPlot.Series = {
    ...path,
    label: line.title,
    stroke,
    width: 2,
    dash,
    points: { show: !isStepped, size: 5 },
  };
  if (line.budget === undefined) return [own];
  return [own, { ...path, label: `${line.title} budget`, stroke, width: 1.5, dash: [2, 4], points: { show: false } }];
}

/** The chosen commit, and what happened where. */
function marks(self: uPlot, { happenings, lines, selected, range }: ChartView): void {
  const { ctx, bbox } = self;
  const dpr = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const line = (at: number, color: string, dash: number[]): void => {
    const x = self.valToPos(at, 'x', true);
    ctx.strokeStyle = color;
    ctx.lineWidth = dpr;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  };
  line(selected, css('--ink'), []);
  ctx.font = `${14 * dpr}px sans-serif`;
  ctx.textAlign = 'center';
  for (const { at, series, kind } of happenings) {
    if (at < range.from || at > range.to) continue;
    const place = lines.findIndex((one) => one.series === series);
    const value = lines[place]?.numbers[at] ?? Number.NaN;
    const color = css(`--${kind}`);
    if (kind === 'change') line(at, color, [4 * dpr, 4 * dpr]);
    const y = Number.isNaN(value) ? bbox.top + 16 * dpr : self.valToPos(value, 'y', true) - 6 * dpr;
    ctx.fillStyle = color;
    ctx.fillText(MARK[kind], self.valToPos(at, 'x', true), Math.max(bbox.top + 14 * dpr, y));
  }
  ctx.restore();
}
