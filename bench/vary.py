"""What a number in the code is worth: a measurement, repeated with other values of it.

    python -m bench.vary briefing.merge.talks:_FEW 5 10 20 40 -- pytest tests/briefing/merge
    python -m bench.vary briefing.merge.likeness:ALIKE 0.1 0.12 0.14 -- bench.stories --quality

Behind ``--`` stand a module that can be run and its arguments. For each value it runs in a process
of its own, in which the number has that value from the start; worker processes have the usual one.
Printed are the value, the exit status, and the last lines of what was printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

_RUN = """
import ast, runpy, sys
from importlib.machinery import PathFinder, SourceFileLoader

MODULE, NAME, VALUE, ARGUMENTS = {module!r}, {name!r}, {value!r}, {arguments!r}

def names_of(node):
    if isinstance(node, ast.AnnAssign):
        return [ast.unparse(node.target)]
    return [ast.unparse(each) for each in node.targets] if isinstance(node, ast.Assign) else []

class Varied(SourceFileLoader):
    def get_code(self, fullname):
        path = self.get_filename(fullname)
        tree = ast.parse(self.get_data(path))
        (assigned,) = [node for node in tree.body if NAME in names_of(node)]
        assigned.value = ast.parse(VALUE, mode="eval").body
        return compile(ast.fix_missing_locations(tree), path, "exec")

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname != MODULE:
            return None
        spec = super().find_spec(fullname, path, target)
        spec.loader = Varied(fullname, spec.origin)
        return spec

sys.meta_path.insert(0, Finder)
sys.argv = ARGUMENTS
runpy.run_module(ARGUMENTS[0], run_name="__main__", alter_sys=True)
"""


def run(constant: str, value: str, arguments: list[str]) -> tuple[int, list[str]]:
    """Exit status of a module with that value of ``module:name``, and the lines it printed.

    ``value`` is a Python expression; ``arguments`` are the module and what it is given.
    """
    module, _, name = constant.partition(":")
    code = _RUN.format(module=module, name=name, value=value, arguments=arguments)
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    return finished.returncode, (finished.stdout.strip() or finished.stderr).splitlines()


def main() -> None:
    own, arguments = sys.argv[1:], []
    if "--" in own:
        own, arguments = own[: own.index("--")], own[own.index("--") + 1 :]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("constant", help="module:name")
    parser.add_argument("values", nargs="+", help="Python expressions")
    parser.add_argument("--lines", type=int, default=1, help="lines to print of each run, the last")
    options = parser.parse_args(own)
    for value in options.values:
        status, lines = run(options.constant, value, arguments)
        print(f"{value}: exit status {status}", *lines[-options.lines :], sep="\n    ", flush=True)


if __name__ == "__main__":
    main()
