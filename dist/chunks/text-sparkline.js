// src/text/sparkline.ts
const blocks = [
	"\u2581",
	"\u2582",
	"\u2583",
	"\u2584",
	"\u2585",
	"\u2586",
	"\u2587",
	"\u2588"
];
/**
* Figures from first to last as Unicode blocks, the lowest and the highest of them spanning the height; a gap is a space. Of more
* than `width` figures the highest of each stretch is shown, so that no peak is lost. '' if there is no figure.
*/
function sparkline(values, width = 20) {
	const known = values.filter((value) => value !== null);
	if (known.length === 0) return "";
	const [low, high] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
	const each = Math.max(1, Math.ceil(values.length / width));
	let line = "";
	for (let at = 0; at < values.length; at += each) {
		const some = values.slice(at, at + each).filter((value) => value !== null);
		const peak = some.length === 0 ? null : Math.max(...some);
		line = `${line}${peak === null ? " " : blockOf(peak, low, high)}`;
	}
	return line;
}
/** A level series lies in the middle. */
function blockOf(value, low, high) {
	const share = high > low ? (value - low) / (high - low) : .45;
	return blocks[Math.min(blocks.length - 1, Math.round(share * (blocks.length - 1)))] ?? "\u2581";
}

Object.defineProperty(exports, "sparkline", {
  enumerable: true,
  get: function () {
    return sparkline;
  }
});