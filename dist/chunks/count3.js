import { t as countModel } from "./count2.js";

export { countModel };