const require_share_sizes = require("./count-share-sizes.js");

// src/gate/count-both.ts
const nothing = {
	renamed: /* @__PURE__ */ new Map(),
	fixedAtBase: /* @__PURE__ */ new Set(),
	findings: []
};
/** Counts base and head in every case, their sizes bound through their interfaces. */
async function countBoth(counter, base, head, cases) {
	const inputsOf = async (side) => side === null ? null : counter.inputsOf(side.file);
	const [before, after] = await Promise.all([inputsOf(base), inputsOf(head)]);
	const shared = before?.kind === "read" && after?.kind === "read" ? cases.map((options) => require_share_sizes.shareSizes(before.inputs, after.inputs, options)) : cases.map((options) => ({
		base: options,
		head: options,
		...nothing
	}));
	const [bases, heads] = await Promise.all([base === null ? null : counter.count(base.file, shared.map((one) => one.base), base.bytes), head === null ? null : counter.count(head.file, shared.map((one) => one.head), head.bytes)]);
	return shared.map(({ renamed, fixedAtBase, findings }, i) => {
		const [one, other] = [bases?.[i] ?? null, heads?.[i] ?? null];
		return {
			base: withFindings(one, [], other),
			head: withFindings(other, findings, one),
			renamed,
			fixedAtBase
		};
	});
}
const isUnused = ({ code }) => code === "unused-dim";
/** A size that only one of the sides has is no typing mistake. */
function withFindings(side, more, other) {
	if (side?.kind !== "counted") return side;
	const { report } = side;
	const unused = other?.kind === "counted" ? other.report.findings.filter(isUnused).map(({ size }) => size) : null;
	const findings = report.findings.filter((one) => !isUnused(one) || unused === null || unused.includes(one.size));
	if (more.length === 0 && findings.length === report.findings.length) return side;
	return {
		...side,
		report: {
			...report,
			findings: [...findings, ...more]
		}
	};
}

Object.defineProperty(exports, "countBoth", {
  enumerable: true,
  get: function () {
    return countBoth;
  }
});