// src/cli/history/flags.ts
/** Flags of every command that reads or writes the data branch. */
const historyFlags = {
	branch: {
		type: "string",
		value: "NAME",
		help: "data branch; default: history.branch of the policy, flopgate-data"
	},
	config: {
		type: "string",
		value: "FILE",
		help: "policy; default: flopgate.yml, .github/flopgate.yml"
	}
};

Object.defineProperty(exports, "historyFlags", {
  enumerable: true,
  get: function () {
    return historyFlags;
  }
});