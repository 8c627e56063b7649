#!/bin/sh
# Write requirements/*.lock anew from pyproject.toml: hashes, no index lines. Give `--upgrade` to take newer releases.
set -eu
cd "$(dirname "$0")/.."
compile() {
  name=$1; shift
  .venv/bin/uv pip compile --quiet "$@" --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate --output-file "requirements/$name.lock"
}
compile run pyproject.toml ${1:+"$1"}
compile build --group build ${1:+"$1"}
compile node --group node ${1:+"$1"}
compile dev pyproject.toml --group dev --constraint requirements/run.lock --constraint requirements/build.lock ${1:+"$1"}
