// src/system/uncaught.ts
/**
* The last door of a program: what nobody caught is told in its form, and ends it with exit code 2, for Node's own, 1, means a budget that is
* breached.
* @param tell loads what tells it; loaded only then
*/
function catchUncaught(tell) {
	const end = (thrown) => {
		process.removeAllListeners("uncaughtException").on("uncaughtException", exit);
		process.removeAllListeners("unhandledRejection").on("unhandledRejection", exit);
		process.prependListener("exit", () => void (process.exitCode = 2));
		tell().then((say) => say(thrown)).then(exit, exit);
	};
	process.on("uncaughtException", end).on("unhandledRejection", end);
}
const exit = () => process.exit(2);

Object.defineProperty(exports, "catchUncaught", {
  enumerable: true,
  get: function () {
    return catchUncaught;
  }
});