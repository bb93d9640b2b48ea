// src/policy/quantity.ts
const powers = {
	k: 1,
	M: 2,
	G: 3,
	T: 4
};
const units = {
	count: {
		"": 1n,
		k: 10n ** 3n,
		K: 10n ** 3n,
		M: 10n ** 6n,
		G: 10n ** 9n,
		B: 10n ** 9n,
		T: 10n ** 12n,
		P: 10n ** 15n
	},
	bytes: {
		"": 1n,
		B: 1n,
		...scale([
			"k",
			"K",
			"M",
			"G",
			"T"
		], (unit) => [unit, `${unit}B`], 1000n),
		...scale([
			"Ki",
			"ki",
			"Mi",
			"Gi",
			"Ti"
		], (unit) => [unit, `${unit}B`], 1024n)
	},
	time: {
		us: 1n,
		\u00b5s: 1n,
		ms: 1000n,
		s: 10n ** 6n,
		min: 60n * 10n ** 6n,
		m: 60n * 10n ** 6n,
		h: 3600n * 10n ** 6n
	}
};
function scale(prefixes, names, base) {
	const entries = prefixes.flatMap((prefix) => {
		const power = powers[(prefix[0] ?? "").replace("K", "k")] ?? 0;
		return names(prefix).map((name) => [name, base ** BigInt(power)]);
	});
	return Object.fromEntries(entries);
}
const digits = String.raw`\d[\d_]{0,40}(?:\.\d{1,20})?`;
function unitPattern(kind) {
	const names = Object.keys(units[kind]).filter((unit) => unit !== "");
	const optional = "" in units[kind] ? "?" : "";
	return `(?:${names.toSorted((a, b) => b.length - a.length).join("|")})${optional}`;
}
/** As the published schema prints them: `4.2G`, `25MiB`, `20ms`; `+5%`, `+2M` (times increase by percentages only). */
const ceilingPattern = (kind) => new RegExp(`^${digits} ?${unitPattern(kind)}$`, "u");
const increasePattern = (kind) => {
	const percentage = String.raw`\+?${digits} ?%`;
	return new RegExp(kind === "time" ? `^${percentage}$` : String.raw`^(?:${percentage}|\+${digits} ?${unitPattern(kind)})$`, "u");
};
/** Examples for messages. */
const ceilingExample = {
	count: "4.2G",
	bytes: "25MiB",
	time: "20ms"
};
/** A ceiling in the metric's unit, fractions of it dropped; undefined if the text isn't one. */
function parseCeiling(text, kind) {
	const value = parseQuantity(text.trim(), kind);
	return value === void 0 ? void 0 : {
		value,
		text: text.trim()
	};
}
/** `+5%`, `5%`, `+2M`; undefined if the text is none of them (a decrease, or an amount without its `+`). */
function parseIncrease(text, kind) {
	const trimmed = text.trim();
	const percent = /^\+?(\d[\d_]*(?:\.\d+)?) ?%$/.exec(trimmed)?.[1];
	if (percent !== void 0) {
		const { over, under } = decimal(percent);
		return {
			ratio: {
				over,
				under: under * 100n
			},
			amount: null,
			text: trimmed.startsWith("+") ? trimmed : `+${trimmed}`
		};
	}
	const amount = trimmed.startsWith("+") ? parseQuantity(trimmed.slice(1), kind) : void 0;
	return amount === void 0 ? void 0 : {
		ratio: null,
		amount,
		text: trimmed
	};
}
function parseQuantity(text, kind) {
	const match = /^(\d[\d_]{0,40}(?:\.\d{1,20})?) ?([a-zA-Z\u00b5]*)$/u.exec(text);
	const unit = match?.[2] ?? "";
	const factor = Object.hasOwn(units[kind], unit) ? units[kind][unit] : void 0;
	if (match === null || factor === void 0) return void 0;
	const { over, under } = decimal(match[1] ?? "0");
	return over * factor / under;
}
function decimal(text) {
	const [whole = "0", fraction = ""] = text.replaceAll("_", "").split(".");
	return {
		over: BigInt(whole + fraction),
		under: 10n ** BigInt(fraction.length)
	};
}
/** Number types that a network can be held to, and their bits. */
const numberBits = {
	int4: 4,
	int8: 8,
	float8: 8,
	float16: 16,
	bfloat16: 16
};

Object.defineProperty(exports, "ceilingExample", {
  enumerable: true,
  get: function () {
    return ceilingExample;
  }
});
Object.defineProperty(exports, "ceilingPattern", {
  enumerable: true,
  get: function () {
    return ceilingPattern;
  }
});
Object.defineProperty(exports, "increasePattern", {
  enumerable: true,
  get: function () {
    return increasePattern;
  }
});
Object.defineProperty(exports, "numberBits", {
  enumerable: true,
  get: function () {
    return numberBits;
  }
});
Object.defineProperty(exports, "parseCeiling", {
  enumerable: true,
  get: function () {
    return parseCeiling;
  }
});
Object.defineProperty(exports, "parseIncrease", {
  enumerable: true,
  get: function () {
    return parseIncrease;
  }
});