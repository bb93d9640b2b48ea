import { t as openRepository } from "./git-repository.js";

export { openRepository };