// src/gate/compare.ts
/** Counts both sides of a model in every case that the policy has for it. */
async function compareModel(change, counter, bytesOf) {
	const { plan, base, head } = change;
	const cases = plan.cases.map(optionsOf);
	const [before, after] = await Promise.all([sidesOf(base, change.baseExternal, cases, counter, bytesOf), sidesOf(head, change.headExternal, cases, counter, bytesOf)]);
	return plan.cases.map((casePlan, i) => ({
		plan,
		casePlan,
		change: change.change,
		basePath: base !== null && head !== null && base.path !== head.path ? base.path : null,
		base: before?.[i] ?? null,
		head: after?.[i] ?? null,
		latency: null,
		acceptances: []
	}));
}
const optionsOf = ({ dims, inputs, values }) => ({
	dims,
	inputs,
	values
});
async function sidesOf(file, external, cases, counter, bytesOf) {
	if (file === null) return null;
	const bytes = external.length === 0 ? null : await totalBytes([file, ...external], bytesOf);
	return counter.count(file, cases, bytes);
}
async function totalBytes(files, bytesOf) {
	return (await Promise.all(files.map(bytesOf))).reduce((sum, size) => sum === null || size === null ? null : sum + size, 0n);
}

exports.compareModel = compareModel;