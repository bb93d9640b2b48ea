import { html, htmlJson } from '#text/escape.ts';
import { joined, markup, type Html } from '#text/safe.ts';
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from './assets.ts';
import type { Payload } from './payload-types.ts';
import { sparkline } from '#text/sparkline.ts';

/**
 * The dashboard as one HTML page that needs nothing else: no request leaves it, and its policy forbids any. Names come in as JSON that
 * no markup can end, and go into text nodes.
 */
export function dashboardPage(payload: Payload): Html {
  const policy = markup`default-src 'none'; script-src '${pageScriptHash}'; style-src '${pageStyleHash}'; base-uri 'none'; form-action 'none'`;
  const { length } = payload.commits.sha;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html(payload.title)}: efficiency history</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${html(payload.title)}: efficiency history</h1>
<p class="soft">${length} commits, ${payload.series.length} models · made ${html(payload.generatedAt.slice(0, 10))} by Flopgate ${html(payload.version)}</p>
<label>Colours <select id="theme"><option value="auto">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label>
</header>
${length === 0 ? '<main><p>Nothing is recorded yet: <code>flopgate history record</code>, or <code>--backfill A..B</code>.</p></main>' : body(payload)}
<noscript>${latestTable(payload)}</noscript>
<script type="application/json" id="data">${htmlJson(payload)}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

const spans = joined(
  [50, 200, 1000].map((n) => markup`<option value="${n}">last ${n}</option>`),
  '',
);

function body({ layersOmitted }: Payload): Html {
  const panels = [modelsPanel, chartPanel, happeningsPanel, layersPanel(layersOmitted), valuesPanel];
  return markup`<main>\n${joined(panels, '\n')}\n</main>`;
}

const modelsPanel = markup`<section class="panel" aria-labelledby="models-head">
<h2 id="models-head">Models</h2>
<label for="filter">Filter <kbd>/</kbd></label>
<input type="search" id="filter" autocomplete="off" spellcheck="false">
<p id="models-said" class="soft" role="status"></p>
<div class="bar"><button type="button" id="every">Choose all</button><button type="button" id="none">Choose none</button></div>
<ul id="models" tabindex="0" aria-label="Models on the chart"></ul>
</section>`;

const chartPanel = markup`<section class="panel" id="chart-panel" aria-labelledby="chart-head">
<h2 id="chart-head">Over commits</h2>
<div class="bar">
<label>Figure <select id="metric"></select></label>
<label>Commits <select id="span"><option value="all">all</option>${spans}</select></label>
<label><input type="checkbox" id="relative"> relative to the first</label>
<button type="button" id="whole">Show all commits</button>
</div>
<p id="chart-said" class="soft" role="status"></p>
<div id="chart" aria-hidden="true"></div>
<p class="soft">One step is one commit, however much time lies between two.</p>
<ul id="legend" aria-label="Lines"></ul>
<label for="commit">Chosen commit</label>
<input type="range" id="commit" step="1">
<div id="commit-facts">
<div id="commit-name"></div>
<div id="commit-subject"></div>
<ul id="commit-figures"></ul>
</div>
<p class="soft">With the slider in focus: <kbd>←</kbd> <kbd>→</kbd> commit by commit, <kbd>Page Up</kbd> <kbd>Page Down</kbd> a tenth, <kbd>Home</kbd> <kbd>End</kbd> first and last, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> all, <kbd>b</kbd> <kbd>h</kbd> compare from and to. On the chart: click for a commit, drag to zoom.</p>
<div class="bar"><button type="button" id="as-head">What did this commit change?</button><button type="button" id="as-base">Compare from this commit</button></div>
</section>`;

const happeningsPanel = markup`<section class="panel wide" aria-labelledby="happenings-head">
<h2 id="happenings-head">What happened</h2>
<p class="soft">◆ a lasting change of latency · ▲ an increase that somebody accepted · ✖ over budget</p>
<p id="no-happenings">Nothing of the kind for what is shown.</p>
<ol id="happenings" tabindex="0" aria-label="What happened"></ol>
</section>`;

/** @param omitted older versions of models whose layers the page leaves out */
function layersPanel(omitted: number): Html {
  const note = omitted === 0 ? '' : markup` Layers of ${omitted} older versions are left out for the page’s size.`;
  return markup`<section class="panel wide" aria-labelledby="layers-head">
<h2 id="layers-head">Layer by layer</h2>
<div class="bar">
<label>Model <select id="layer-model"></select></label>
<label>From commit <input id="base" size="12" autocomplete="off" spellcheck="false"></label>
<label>to commit <input id="head" size="12" autocomplete="off" spellcheck="false"></label>
<label>Figure <select id="layer-metric"><option value="macs">MACs</option><option value="elementwise">other arithmetic</option><option value="params">parameters</option><option value="moved">moved bytes</option></select></label>
<label><input type="checkbox" id="layers-all"> unchanged layers, too</label>
</div>
<p id="layers-said" role="status"></p>
<div class="scroll" tabindex="0" role="region" aria-label="Layers"><table id="layers"><caption>Largest difference first.${note}</caption><thead></thead><tbody></tbody></table></div>
</section>`;
}

const valuesPanel = markup`<section class="panel wide">
<details id="all-values"><summary>The chart as a table</summary>
<p id="values-said" class="soft" role="status"></p>
<div class="bar"><button type="button" id="newer">Newer</button><button type="button" id="older">Older</button></div>
<div class="scroll" tabindex="0" role="region" aria-label="Values"><table id="values"><thead></thead><tbody></tbody></table></div>
</details>
</section>`;

/** What a reader without scripts sees: each model's newest figures, and how MACs went. */
function latestTable({ series, metrics }: Payload): Html {
  const shown = metrics.filter(({ isUsual }) => isUsual);
  const rows = series.slice(0, 500).map(({ title, figures }) => {
    const cells = shown.map(({ name }) => markup`<td class="number">${html(figures[name]?.value.at(-1) ?? '–')}</td>`);
    const values = (figures['macs']?.value ?? []).map((value) => (value === null ? null : Number(value)));
    return markup`<tr><td>${html(title)}</td>${joined(cells, '')}<td>${html(sparkline(values))}</td></tr>`;
  });
  const heads = ['model', ...shown.map(({ title }) => title), 'MACs so far'].map(
    (head) => markup`<th>${html(head)}</th>`,
  );
  return markup`<table><thead><tr>${joined(heads, '')}</tr></thead><tbody>${joined(rows, '')}</tbody></table>`;
}
