"""What the machine's processors reach in single-precision matrix products, for bench/train.ts: numpy's BLAS on
square matrices. Its environment says how many threads it has (OPENBLAS_NUM_THREADS).

Prints one JSON line when it is ready, or nothing where there is no numpy; then, for each line on stdin, computes as
many products as the line says and prints how many 1e9 floating-point operations those were.
"""

import json
import os
import sys

try:
    import numpy
except ImportError:
    sys.exit()

# Three matrices of 4 MB: large enough for any BLAS to reach its best, small enough for a turn of a second.
N = 1024


def blas_name() -> str:
    """The library behind the products: what is loaded, or what numpy was built with where that cannot be seen."""
    try:
        with open("/proc/self/maps") as maps:
            loaded = {line.split()[-1] for line in maps if "blas" in line or "mkl" in line}
        return ", ".join(sorted(os.path.realpath(file) for file in loaded))
    except OSError:
        pass
    try:
        return numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]
    except TypeError:  # numpy before 1.25 prints it and returns nothing
        return "unknown"


random = numpy.random.default_rng(1)
a, b = (random.standard_normal((N, N), dtype=numpy.float32) for _ in range(2))
product = a @ b

print(json.dumps({"version": numpy.__version__, "blas": blas_name()}), flush=True)
for line in sys.stdin:
    count = int(line)
    for _ in range(count):
        numpy.matmul(a, b, out=product)
    print(2 * N**3 * count / 1e9, flush=True)
