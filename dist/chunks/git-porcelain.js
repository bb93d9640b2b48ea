import { t as openPorcelain } from "./git-porcelain2.js";

export { openPorcelain };