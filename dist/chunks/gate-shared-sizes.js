const require_share_sizes = require("./count-share-sizes.js");

// src/gate/shared-sizes.ts
/**
* How models that are ranked side by side are counted again, so that one size is the same in all of them: the sizes that a model leaves
* open are those of the model that leaves the fewest open. Null for a model that needs no other count.
*/
function sharedSizes(entries, options) {
	const [anchor] = entries.flatMap((entry) => entry.kind === "counted" ? [entry.report] : []).toSorted((a, b) => a.unbound.length - b.unbound.length);
	return entries.map((entry) => {
		if (anchor === void 0 || entry.kind === "failed" || entry.report === anchor) return null;
		if (entry.report.unbound.length === 0) return null;
		const { head } = require_share_sizes.shareSizes(inputsOf(anchor), inputsOf(entry.report), options);
		return head;
	});
}
const inputsOf = ({ inputs }) => inputs.flatMap(({ name, value }) => value === void 0 ? [] : [{
	name,
	type: value
}]);

exports.sharedSizes = sharedSizes;