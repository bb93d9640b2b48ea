// src/diff/quote.ts
/** Hostile text in a sentence, between backticks and at most 80 characters long: what renders the sentence makes it code. */
function quote(name) {
	const clean = name.replaceAll("`", "\u02cb").replaceAll(/\s+/g, " ");
	return `\`${clean.length > 80 ? `${clean.slice(0, 79)}\u2026` : clean}\``;
}
/** The first few of a list, and how many more there are. */
function listed(items, most = 4) {
	if (items.length <= most) return items.join(", ");
	return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}

export { quote as n, listed as t };