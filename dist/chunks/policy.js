// src/diff/policy.ts
/** What a team allows: `flopgate.yml` once parsed. Types only; policy-read.ts reads, policy-plan.ts applies it to a path. */
/** What a budget can stand on, in the order that reports list them. */
const budgetMetrics = [
	"macs",
	"params",
	"memory",
	"size",
	"latency",
	"flops",
	"elementwise",
	"transcendentals",
	"bitops",
	"weights",
	"moved",
	"load"
];

Object.defineProperty(exports, "budgetMetrics", {
  enumerable: true,
  get: function () {
    return budgetMetrics;
  }
});