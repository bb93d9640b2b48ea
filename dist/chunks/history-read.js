import { t as readHistory } from "./history-read2.js";

export { readHistory };