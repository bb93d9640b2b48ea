/** What docs/policy.md explains of the policy in prose, each with an example; tests read every one of them. */
export const policyExamples: Readonly<Record<string, { readonly text: string; readonly yaml: string }>> = {
  'Models and their budgets': {
    text: `
An entry names a file or a glob; a file that no entry names is found all the same and judged by \`defaults\`. An entry that names the path itself
wins over globs, and of globs the first that fits. \`id\` keeps a model's history and acceptances when its file is renamed.

\`max\` is a ceiling at head, \`fail\` and \`warn\` are increases over base, and \`growth\` is how steeply a formula may grow in an open size. Limit by
limit, what an entry states stands over \`defaults\`; \`null\` takes a default away. \`dims\` and \`inputs\` give open sizes a value, \`cases\` further ones.
Sizes are decimal (\`25MB\`) or binary (\`25MiB\`).`,
    yaml: `
version: 1
models:
  - id: detector
    path: models/detector.onnx
    dims: { batch: 1, height: 640, width: 640 }
    cases: [{ name: b8, dims: { batch: 8 } }]
    budgets: { macs: { max: 4.2G } }
  - path: models/text/**/*.onnx
    budgets: { macs: { growth: { sequence: linear } } }
    external: models/text/*.bin
ignore: [test/**]
defaults:
  budgets:
    macs: { fail: +2%, warn: +0.5% }
    size: { max: 25MiB, fail: +5% }
    latency: { fail: +5%, warn: +2%, on_inconclusive: warn }
  unsupported_ops: warn`,
  },
  'Groups: the budget of a sum': {
    text: `
What several models cost together. A group is judged when any of its models changes, whatever \`paths\` the run is narrowed to; it stands in the
report as a model does, and is accepted as one (\`Flopgate-Accept: encoders.size +10% …\`). Each model counts in its first case; a model that is new
counts at head, one that is gone at base. If a model of the group can't be read, neither can the sum; one with an open size leaves it undecided.
There is no \`growth\` and no latency of a sum.`,
    yaml: `
version: 1
groups:
  - id: encoders
    paths: models/encoders/**
    budgets: { size: { max: 200MiB }, macs: { fail: +5% } }
  - id: on-device
    paths: [models/mobile/**, models/watch.onnx]
    budgets: { params: { max: 12M } }`,
  },
  'Contracts: what a model must be': {
    text: `
Keys that stand at the top (or under \`defaults\`) for every model, or in an entry for its own; \`null\` in an entry takes one away.

- \`interface: locked\`: inputs and outputs keep their names, order, types, ranks and fixed sizes. Open sizes may change their names.
- \`opset\`: the versions of the ONNX operator set that whatever runs the model has.
- \`quantization\`: the widest numbers that multiply-accumulates may work on, weights and activations alike; \`share\` leaves room for a first or last
  layer in floats.
- \`ops\`: operators by name or glob, those of other domains as \`com.microsoft:Attention\`. With \`allow\` no other may be there.
- \`layers\`: the share of the multiply-accumulates that one layer may have.

A breach fails. It has no percentage, so a label accepts it and no trailer does. What hangs on open sizes is undecided.`,
    yaml: `
version: 1
opset: { max: 21 }
ops: { deny: [Loop, 'com.microsoft:*'] }
models:
  - path: models/keyboard.onnx
    interface: locked
    quantization: { type: int8, share: 95% }
    layers: { max_share: 40% }
  - path: models/research/*.onnx
    opset: null`,
  },
  'New models': {
    text: `
A model that base doesn't have has nothing to grow from: of its budgets only \`max\` applies. \`new\` sets ceilings for such models, over \`defaults\`;
an entry of its own stands over both.`,
    yaml: `
version: 1
new: { budgets: { macs: { max: 1G }, size: { max: 10MiB } } }`,
  },
  'An earlier state: many small steps': {
    text: `
Six pull requests of +4.9 % each pass \`fail: +5%\` one after the other. With \`against\` every increase (\`fail\` and \`warn\`) is held to an earlier state as
well: a tag, a branch, or the newest commit of base's first parents that is as old as you say. A clone that lacks the tag or branch fetches it; days need
the history (\`fetch-depth: 0\`). A state that can't be found leaves the run undecided (exit code 3). A model that had another name then is held to base
alone, which is said.`,
    yaml: `
version: 1
against: v1.2          # or: release, or: 30 days
defaults: { budgets: { macs: { fail: +5% } } }`,
  },
  'Accepting a breach': {
    text: `
A person accepts a breach in one of two ways.

- A **label** of the pull request. It counts if a person who may triage put it there (of custom roles the permission counts), after the newest commit: the
  next push ends it. It accepts whatever broke, contracts too.
- A **trailer** of a commit: \`Flopgate-Accept: MODEL.METRIC BOUND REASON\`. BOUND is an increase over base (\`+9%\`, \`+20M\`), a ceiling (\`4.5G\`), or for a
  formula how steeply it may grow (\`linear\`, \`quadratic\`, \`cubic\`). \`*\` stands for every model (\`*.macs +3% …\`) or every metric (\`detector.* +9% …\`, a
  percentage). Without a reason it accepts nothing. The comment's **Next** has the lines to copy. Trailers of forks accept nothing.

In a merge queue, and after the merge, the label and the commits of the pull request count, by GitHub's word and at any depth of the clone; of a push of several pull
requests each must have the label.

\`by\` names who may: logins, teams (reading them needs a token with \`read:org\`), and \`codeowners\`, whoever CODEOWNERS of the base branch names for the model's
file. With \`by\` or \`not_author\` a trailer counts only in a commit whose signature GitHub has verified. \`most\` bounds what anybody may accept, and a ceiling (\`max\`)
gives way only with \`max: true\`. All of this is read from base's policy, so that no pull request gives itself leave.`,
    yaml: `
version: 1
accept:
  label: flopgate-accept
  trailer: false
  by: [octo/ml-leads, codeowners]
  not_author: true
  most: +20%
  max: true`,
  },
  'Strict, and whose policy judges': {
    text: `
\`strict: true\` makes a failure (exit code 3) of what would else only warn: a blind spot, an undecided budget on a counted metric, a watched file that can't be read
([blind-spots.md](blind-spots.md)). \`on_inconclusive\` says for all metrics what an undecided budget does; a budget's own word comes first. With \`policy: base\` pull requests of
the same repository are judged by the policy of the base branch, as those from forks always are; the base branch's policy has the word on this.`,
    yaml: `
version: 1
strict: true
on_inconclusive: fail
policy: base
defaults:
  budgets:
    macs: { fail: +2% }
    latency: { fail: +5%, on_inconclusive: warn }`,
  },
  'Several policies, and one for many repositories': {
    text: `
\`extends\` names a policy that holds where this one says nothing: a path from this file, or in the action another repository's at a tag or commit id
(\`octo/policies@v3\` is its flopgate.yml, \`octo/policies/ml.yml@v3\` another file). A branch is refused, since it may change at any time. The job's token must be able to
read that repository's contents. Mappings are merged key by key; entries of \`models\`, \`groups\` and \`ignore\` are joined, and one of the same id or path is this policy's.
Paths of an extended policy are read as if they stood here. At most four follow one another.

YAML's anchors, aliases and merge keys (\`<<\`) work within a file.

A policy in a folder (\`config: vision/flopgate.yml\`) is about that folder alone: its paths and globs begin there, and other models are none of its business. So each team has
a policy beside its models and a gate of its own (\`comment-key\`). In a folder whose name begins with a dot (\`.github\`) it is about the whole repository.`,
    yaml: `
version: 1
extends: policies/company.yml
models:
  - path: models/small.onnx
    budgets: &small { macs: { max: 100M }, params: { max: 1M } }
  - path: models/smaller.onnx
    budgets: { <<: *small, macs: { max: 50M } }`,
  },
  'Builds, benchmarks, history, comments': {
    text: `
\`build\` makes models that aren't in git, at base and at head. \`bench\` says how latency is measured ([latency.md](latency.md)), \`history\` where the figures of each commit
are kept ([history.md](history.md)), \`comment\` when to comment and how long the table may be.`,
    yaml: `
version: 1
build: { run: python export.py, timeout: 20m }
bench: { time: 300s, providers: [cpu], threads: 1 }
history: { branch: flopgate-data }
comment: { mode: on-failure, rows: 30 }`,
  },
};
