"""One symbol, one import path. The program is `ssot-codemod`, or `python -m ssot_codemod`."""
