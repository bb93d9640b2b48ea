const require_core = require("./core.js");

// src/diff/signature.ts
/** Elements of an integer constant (a target shape, axes) up to which its content is part of what a layer is. */
const maxContent = 32;
function signatureOf(layer) {
	const op = `${layer.domain}:${layer.op}`;
	const attrs = [...spokenAttrs(layer)].map(([name, text]) => `${name}=${text}`).toSorted();
	const weights = [];
	const flows = [];
	layer.inputValues.forEach((value, i) => {
		if (isConstantTensor(value)) weights.push(`${i}:${tensorText(value)}`);
		else flows.push(`${i}:${flowText(value)}`);
	});
	const arity = flows.map((text) => text.split(/[:[]/, 2)[0]).join(",");
	const own = `${op}(${attrs.join(";")})${weights.join(";")}/${arity}/${layer.outputs.length}`;
	return {
		whole: `${own}|${flows.join(";")}|${dimText(layer.times)}`,
		own,
		family: familyOf(layer.op).replace("Gemm", "MatMul")
	};
}
/** Attributes with their operators' defaults: some exporters write a default, others leave it out. */
const unsaid = /* @__PURE__ */ new Map([
	["alpha", /^1$/],
	["allowzero", /^0$/],
	["auto_pad", /^NOTSET$/],
	["beta", /^1$/],
	["ceil_mode", /^0$/],
	["count_include_pad", /^0$/],
	["dilations", /^1(?:, 1)*$/],
	["direction", /^forward$/],
	["group", /^1$/],
	["input_forget", /^0$/],
	["keepdims", /^1$/],
	["layout", /^0$/],
	["linear_before_reset", /^0$/],
	["noop_with_empty_axes", /^0$/],
	["output_padding", /^0(?:, 0)*$/],
	["pads", /^0(?:, 0)*$/],
	["storage_order", /^0$/],
	["strides", /^1(?:, 1)*$/],
	["training_mode", /^0$/],
	["transA", /^0$/],
	["transB", /^0$/]
]);
/** A layer's attributes as texts, those that only say the default left out. */
function spokenAttrs({ node }) {
	const texts = [...node.attrs].map(([name, attr]) => [name, attrText(attr)]);
	return new Map(texts.filter(([name, text]) => unsaid.get(name)?.test(text) !== true));
}
/** `QLinearConv`, `QGemm`, `ConvInteger`, `FusedConv`, `NhwcConv` are Conv or Gemm. */
function familyOf(op) {
	return op.replace(/^(?:QLinear|Q(?=[A-Z])|Fused|Nhwc|Dynamic(?:Quantize)?)/, "").replace(/(?:Integer|NBits)$/, "");
}
function isConstantTensor(value) {
	return value?.kind === "tensor" && value.constant === true;
}
/** A weight: type and shape; the content too of a small integer tensor, which is a parameter of the operation. */
function tensorText({ dtype, shape, data }) {
	return `${dtype}[${shape === null ? "?" : shape.map(dimText).join(",")}]${/^[iu]|bool/.test(dtype) && data !== void 0 && data.length <= maxContent ? `=${data.map((one) => typeof one === "object" ? "?" : String(one)).join(",")}` : ""}`;
}
function flowText(value) {
	if (value === void 0) return "-";
	switch (value.kind) {
		case "tensor": return `${value.dtype}[${value.shape === null ? "?" : value.shape.map(dimText).join(",")}]${value.quantized ?? ""}`;
		case "sequence": return `seq(${flowText(value.element ?? void 0)})${dimText(value.length)}`;
		case "optional": return `opt(${flowText(value.element ?? void 0)})`;
		case "map": return `map(${value.keyType})`;
		case "unknown": return "?";
	}
}
const dimText = (dim) => typeof dim === "number" ? String(dim) : dim.key;
/** An attribute's content; of a body only how many nodes it has, since its layers are compared themselves. */
function attrText(attr) {
	switch (attr.kind) {
		case "int": return require_core.format(attr.value);
		case "float":
		case "ref":
		case "string": return String(attr.value);
		case "ints": return attr.value.map(require_core.format).join(", ");
		case "floats":
		case "strings": return attr.value.join(", ");
		case "tensor": return `${attr.value.dtype} ${attr.value.dims.map(require_core.format).join("\u00d7") || "scalar"}`;
		case "graph": return `${attr.value.nodes.length} nodes`;
		case "tensors":
		case "graphs":
		case "types": return `${attr.value.length} ${attr.kind}`;
		case "type": return flowText(attr.value);
	}
}

Object.defineProperty(exports, "familyOf", {
  enumerable: true,
  get: function () {
    return familyOf;
  }
});
Object.defineProperty(exports, "isConstantTensor", {
  enumerable: true,
  get: function () {
    return isConstantTensor;
  }
});
Object.defineProperty(exports, "signatureOf", {
  enumerable: true,
  get: function () {
    return signatureOf;
  }
});
Object.defineProperty(exports, "spokenAttrs", {
  enumerable: true,
  get: function () {
    return spokenAttrs;
  }
});