import { n as policySchemaText } from "./policy-tools.js";
import { i as print, s as expectPositionals } from "./base.js";

// src/cli/schema.ts
const command = {
	name: "schema",
	summary: "the JSON Schema of the policy file",
	usage: "",
	about: "Prints the JSON Schema that flopgate.yml is checked by, for editors that complete and check YAML.",
	examples: ["flopgate schema > flopgate.schema.json"],
	flags: {},
	run(args) {
		expectPositionals(command, args, 0, 0);
		print(policySchemaText());
		return 0;
	}
};

export { command };