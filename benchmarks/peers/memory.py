"""Planned peak activation memory beside what onnxruntime's CPU provider really takes.

    python benchmarks/peers/memory.py CLI.js NAME=FILE.onnx[,DIM=N...]...

For each model and each setting (optimisations off or on, arena off or on; and optimisations, arena and the reuse of buffers off) a
process of its own loads the model, runs it once and reads the growth of its peak resident memory from before the first run. Files must hold their weights.
Needs onnxruntime, numpy and a Node on PATH.
"""

import ctypes
import json
import os
import subprocess
import sys

# Large blocks are mapped and unmapped one by one, so that what is resident is what is in use. Linux and glibc only.
ALLOCATION = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "65536"}
# Optimised, arena, buffers kept for later values of their size.
SETTINGS = [(False, False, False), (False, False, True), (False, True, True), (True, False, True), (True, True, True)]


def resident(field):
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(field))


def measure(path, dims, optimised, arena, reuse):
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    level = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = level.ORT_ENABLE_ALL if optimised else level.ORT_DISABLE_ALL
    options.enable_cpu_mem_arena = arena
    options.enable_mem_pattern = arena
    options.enable_mem_reuse = reuse
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    kinds = {"tensor(float)": numpy.float32, "tensor(int64)": numpy.int64}
    feeds = {
        one.name: numpy.ones([d if isinstance(d, int) else dims[d] for d in one.shape], kinds[one.type])
        for one in session.get_inputs()
    }
    # What loading freed goes back to the system, and its peak is forgotten.
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")
    before = resident("VmRSS")
    session.run(None, feeds)
    return resident("VmHWM") - before


def planned(cli, path, dims):
    flags = [part for name, size in dims.items() for part in ("--dim", f"{name}={size}")]
    out = subprocess.run(["node", cli, "count", path, "--json", *flags], capture_output=True, check=True).stdout
    return int(json.loads(out)["models"][0]["totals"]["peakActivationBytes"])


def parse(text):
    name, rest = text.split("=", 1)
    path, *dims = rest.split(",")
    return name, path, {key: int(size) for key, size in (dim.split("=") for dim in dims)}


def main():
    if sys.argv[1] == "--one":
        path, dims, *setting = json.loads(sys.argv[2])
        print(measure(path, dims, *setting))
        return
    cli, *models = sys.argv[1:]
    print("MB: " + "".join(f"{word:>15}" for word in ["planned", "off, no reuse", "off, no arena", "off, arena", "on, no arena", "on, arena"]))
    for name, path, dims in map(parse, models):
        row = [planned(cli, path, dims)]
        for setting in SETTINGS:
            job = json.dumps([path, dims, *setting])
            row.append(int(subprocess.check_output([sys.executable, __file__, "--one", job], env=os.environ | ALLOCATION)))
        print(f"{name:12}" + "".join(f"{size / 1e6:15.1f}" for size in row), flush=True)


main()
