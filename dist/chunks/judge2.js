import { i as worstOf, n as exitCodeOf, r as judgeModel, t as compareVerdicts } from "./judge.js";

export { judgeModel };