#!/bin/sh
# Runs in a clone of each repository. 1 means that something is left to be moved by hand: the rest is worth a pull request.
here=$(dirname "$0")
cp "$here/ssot.config.json" .
ssot-codemod apply -q
code=$?
rm ssot.config.json
[ "$code" -le 1 ]
