import { contractKeys } from './contract-schema.ts';
import { budgets, groupBudgets, increase, listOf, named, oneOf, pattern, strict, text } from './schema-parts.ts';
import { z } from './zod.ts';

const id = z
  .string({ error: 'must be a text' })
  .regex(/^[^\s#,|`"'<>]{1,200}$/u, { error: 'must have no spaces, quotes or any of # , | ` < >' });

const size = z
  .int({ error: 'must be a size: a whole number ≥ 0' })
  .min(0, { error: 'must be a size: a whole number ≥ 0' });

const dims = named(text('the name of a size'), size).describe('Values of symbolic sizes: { batch: 1, height: 640 }.');

const shapeText = 'must be a shape such as 1x3x224x224, [1, 3, 224, 224] or scalar';
const inputs = named(
  text('the name of an input'),
  z.union([z.string().regex(/^(?:\d{1,15}(?:x\d{1,15}){0,31}|scalar)$/, { error: shapeText }), listOf(size, 32)], {
    error: shapeText,
  }),
).describe('Whole shapes of inputs: { images: 1x3x640x640 }.');

const values = named(text('the name of an input'), z.unknown()).describe(
  'Contents of small inputs that shapes or costs depend on, as JSON: { steps: 5 }.',
);

const durationText = 'must be a duration such as 120s or 2m';
const duration = z.union(
  [
    z.int({ error: durationText }).min(1),
    z.string().regex(/^\d{1,9}(?:\.\d{1,3})? ?(?:ms|s|min|m|h)$/, { error: durationText }),
  ],
  { error: durationText },
);

const binding = { dims: dims.optional(), inputs: inputs.optional(), values: values.optional() };

const oneCase = strict({
  name: z
    .string({ error: 'a case needs a name' })
    .regex(/^[\w.+-]{1,60}$/, { error: 'must be letters, digits, . _ + or -' })
    .describe('Shown beside the model: detector (b8).'),
  ...binding,
  budgets: budgets.optional(),
});

const unsupportedOps = oneOf(['off', 'warn', 'fail'] as const).describe(
  'Where a changed model holds an operator whose cost is unknown: say nothing, warn, or fail. Its total is a lower bound in any case.',
);

const inputFile = z
  .string()
  .regex(/^[^\0]{1,500}\.(?:npz|npy|pb)$/i, { error: 'must be x.npz, NAME=x.npy or NAME=x.pb' });

const model = strict({
  id: id.optional().describe('Keys history and acceptances, and survives renames; default: the path.'),
  path: pattern('a path or a glob of model files').describe('A file, or a glob: models/**/*.onnx.'),
  ...binding,
  cases: listOf(oneCase, 100)
    .optional()
    .describe(
      'Further sizes to count at, each on top of dims; without dims and inputs of its own the model is counted at these only.',
    ),
  budgets: budgets.optional(),
  unsupported_ops: unsupportedOps.optional(),
  ...contractKeys,
  external: z
    .union([pattern('a path or a glob'), listOf(pattern('a path or a glob'), 100)])
    .optional()
    .describe('Files that belong to the model (external weights): their bytes are part of size.'),
  input_files: z
    .union([inputFile, listOf(inputFile, 100)])
    .optional()
    .describe(
      'Files of the repository with real inputs to measure with: data/x.npz, ids=data/ids.npy, ids=data/input_0.pb.',
    ),
  bench: z.boolean({ error: 'must be true or false' }).optional().describe('false: count it, never measure it.'),
});

const group = strict({
  id: id.describe('Shown in place of a model, and named by acceptances.'),
  paths: z
    .union([pattern('a path or a glob'), listOf(pattern('a path or a glob'), 100)])
    .describe('Models of the group: models/encoders/**, or a list.'),
  budgets: groupBudgets.describe('Limits of the sum over the group, by metric.'),
});

const build = strict({
  run: text('a command line').describe('Command line of a shell.'),
  timeout: duration.optional().describe('Default 10m.'),
});

const accepterText = 'must be codeowners, a login, or a team such as organisation/team';
const accepter = z
  .string({ error: accepterText })
  .regex(/^@?[A-Za-z\d][\w.-]{0,60}(?:\/[\w.-]{1,100})?$/, { error: accepterText });

const anchorText = 'must be a tag, a branch, or an age such as 30 days';

/** The policy as written; read-policy.ts says what it means. */
export const policySchema = strict({
  version: z
    .literal(1, {
      error: ({ input }) =>
        input === undefined ? 'is missing: write version: 1' : 'must be 1, the only version there is',
    })
    .describe('Version of the form: 1.'),
  extends: text('the path of a policy, or OWNER/REPOSITORY@REF')
    .optional()
    .describe(
      'Another policy that holds where this one says nothing: a path from this file, or OWNER/REPOSITORY@REF with a tag or commit id (OWNER/REPOSITORY/PATH@REF where it is no flopgate.yml at the root).',
    ),
  models: listOf(model, 5000)
    .optional()
    .describe(
      'Models with dims or budgets of their own. Those not listed are found all the same and judged by defaults.',
    ),
  ignore: listOf(pattern('a path or a glob'), 1000)
    .optional()
    .describe('Paths or globs of model files to leave alone, such as test fixtures.'),
  defaults: strict({ budgets: budgets.optional(), unsupported_ops: unsupportedOps.optional(), ...contractKeys })
    .optional()
    .describe('For every model that does not say otherwise. Without budgets here the built-in warnings apply.'),
  strict: z
    .boolean({ error: 'must be true or false' })
    .optional()
    .describe(
      'true: whatever was watched and is not judged, an undecided budget on a counted metric, a watched file that cannot be read and a loosened policy fail (exit code 3) instead of warning. Default false; flopgate init writes true.',
    ),
  on_inconclusive: oneOf(['warn', 'fail'] as const)
    .optional()
    .describe(
      'What follows where a budget cannot be decided, for every metric that does not say otherwise. Default warn; under strict, fail for counted metrics.',
    ),
  policy: oneOf(['base', 'head'] as const)
    .optional()
    .describe(
      'base: pull requests of the same repository are judged by the policy of the base branch, as those from forks are. Default head. The policy of the base branch decides.',
    ),
  groups: listOf(group, 500)
    .optional()
    .describe('Models that share a budget: what they cost together is judged when any of them changes.'),
  new: strict({ budgets: budgets.optional() })
    .optional()
    .describe('Limits of models that base does not have; only a max applies to them.'),
  against: z
    .string({ error: anchorText })
    .regex(/^(?!\/)(?!-)(?!.*(?:\.\.|\/\/|@\{))[\w./@-]{1,200}$|^\d{1,4} days?$/, { error: anchorText })
    .optional()
    .describe(
      'An earlier state that increases are held to as well, so that many small steps do not pass: a tag, a branch, or 30 days.',
    ),
  ...contractKeys,
  build: z
    .union([text('a command line'), build], { error: 'must be a command line, or { run, timeout }' })
    .optional()
    .describe('Command that makes the models; run at base and at head in separate worktrees.'),
  bench: z
    .union(
      [
        z.literal('off'),
        strict({
          time: duration.optional().describe('For all models together; default 120s.'),
          providers: z
            .array(text('an execution provider'))
            .min(1)
            .max(8)
            .optional()
            .describe('Execution providers; default [cpu].'),
          threads: z
            .int({ error: 'must be a number of threads' })
            .min(1)
            .max(1024)
            .optional()
            .describe('Default 1, the steadiest.'),
        }),
      ],
      { error: 'must be off, or { time, providers, threads }' },
    )
    .optional()
    .describe('How latency is measured; off: it is not.'),
  accept: strict({
    label: text('the name of a label')
      .optional()
      .describe('Label of the pull request that accepts; it counts until the next push. Default flopgate-accept.'),
    trailer: z
      .union([z.literal(false), z.string().regex(/^[A-Za-z][\w-]{0,60}$/)], {
        error: 'must be false, or a trailer name such as Flopgate-Accept',
      })
      .optional()
      .describe('Trailer of a head commit that accepts; false: none does. Default Flopgate-Accept.'),
    by: z
      .union([accepter, listOf(accepter, 50)], { error: accepterText })
      .optional()
      .describe(
        'Who may accept: logins, teams (organisation/team) and codeowners (whoever CODEOWNERS of the base branch names for the model). A trailer then counts only in a commit that such a person signed.',
      ),
    not_author: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .describe('true: whoever opened the pull request accepts nothing in it.'),
    most: increase('time').optional().describe('Largest increase over base that anybody may accept: +20%.'),
    max: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .describe('true: an acceptance also passes a ceiling (max). Default false.'),
  })
    .optional()
    .describe(
      'How a person accepts a breach: by a label of the pull request, or by a trailer of a head commit: Flopgate-Accept: detector.latency +9% reason.',
    ),
  history: strict({
    branch: z
      .string()
      .regex(/^(?!\/)(?!.*(?:\.\.|\/\/|@\{))[\w./@-]{1,200}$/, { error: 'must be the name of a branch' })
      .optional(),
  })
    .optional()
    .describe('Data branch that keeps the figures of each commit; default flopgate-data.'),
  comment: strict({
    mode: oneOf(['always', 'on-change', 'on-failure', 'never'] as const)
      .optional()
      .describe('When to comment; default on-change.'),
    rows: z
      .int({ error: 'must be a number of rows' })
      .min(1)
      .max(200)
      .optional()
      .describe('Rows of the table; default 15.'),
  }).optional(),
});

export type RawPolicy = z.infer<typeof policySchema>;
export type RawBudgets = z.infer<typeof budgets>;
export type RawModel = z.infer<typeof model>;

/** JSON Schema (draft 2020-12) of flopgate.yml, for editors and `flopgate schema`. */
export function policyJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(policySchema, { io: 'input' }),
    title: 'Flopgate policy (flopgate.yml)',
    description:
      'What a pull request may cost: budgets for the operations, parameters, bytes and latency of ML models.',
  };
}
