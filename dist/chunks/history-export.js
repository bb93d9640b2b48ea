import { n as historyJson, r as historyOpenMetrics, t as historyCsv } from "./history-export2.js";

export { historyJson };