const require_policy_tools = require("./gate-find-policy-tools.js");
const require_repository = require("./host-git-repository.js");
const require_core = require("./core.js");

// src/cli/commands/policy.ts
const command = {
	name: "policy",
	summary: "which limits hold for a model, and where they come from",
	usage: "[--explain ID] [options]",
	about: `Reads the policy of the worktree and lists the models that it holds for. With --explain: every limit in force for
one of them, in each case, and the place of the policy that sets it.`,
	examples: ["flopgate policy", "flopgate policy --explain detector"],
	flags: {
		explain: {
			type: "string",
			value: "ID",
			help: "id or path of a model"
		},
		config: {
			type: "string",
			value: "FILE",
			help: "policy; default: flopgate.yml, .github/flopgate.yml"
		}
	},
	async run(args) {
		require_core.expectPositionals(command, args, 0, 0);
		const repository = await require_repository.openRepository(process.cwd());
		const config = args.text("config");
		const tools = {
			text: async (tree, path) => repository.text(tree, path),
			list: async (tree, wanted) => repository.list(tree, wanted),
			...config === void 0 ? {} : { config: require_core.inRepository(repository.root, config) }
		};
		const asked = args.text("explain");
		if (args.has("json")) require_core.printJson(await require_policy_tools.policyJson(tools, asked));
		else require_core.print(require_core.terminalLines(await require_policy_tools.explainPolicy(tools, asked)));
		return 0;
	}
};

exports.command = command;