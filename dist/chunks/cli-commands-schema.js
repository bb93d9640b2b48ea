const require_policy_tools = require("./gate-find-policy-tools.js");
const require_core = require("./core.js");

// src/cli/commands/schema.ts
const command = {
	name: "schema",
	summary: "the JSON Schema of the policy file",
	usage: "",
	about: "Prints the JSON Schema that flopgate.yml is checked by, for editors that complete and check YAML.",
	examples: ["flopgate schema > flopgate.schema.json"],
	flags: {},
	run(args) {
		require_core.expectPositionals(command, args, 0, 0);
		require_core.printJson(require_policy_tools.policySchemaText());
		return 0;
	}
};

exports.command = command;