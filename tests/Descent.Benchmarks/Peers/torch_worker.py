"""PyTorch's side of the comparison: reads a case or a request a line (JSON), answers with a line.

{"case": {...}}       sets a case up and warms it up            -> {"ready": true}
{"seconds": 0.1}      repeats it for so long                    -> {"microseconds": the median of one run}
The number of threads is set from outside, by OMP_NUM_THREADS and OPENBLAS_NUM_THREADS.
"""

import ctypes
import json
import sys
import time

import torch
from torch import nn


def network(sizes):
    layers = []
    for i in range(1, len(sizes)):
        layers.append(nn.Linear(sizes[i - 1], sizes[i]))
        if i < len(sizes) - 1:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)


def training(case):
    model = network(case["sizes"])
    if case["optimizer"] == "sgd":
        optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    else:
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-5)
    loss = nn.functional.mse_loss if case["loss"] == "meanSquaredError" else nn.functional.cross_entropy

    def step(x, y):
        optimizer.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        optimizer.step()

    return step


def step(case):
    batch, sizes = case["batch"], case["sizes"]
    x = torch.rand(batch, sizes[0]) * 2 - 1
    y = x if case["loss"] == "meanSquaredError" else torch.arange(batch) % sizes[-1]
    train = training(case)
    return lambda: train(x, y)


def epoch(case):
    rows, batch, sizes = case["rows"], case["batch"], case["sizes"]
    x, y = torch.rand(rows, sizes[0]), torch.arange(rows) % sizes[-1]
    train = training(case)

    def run():
        order = torch.randperm(rows)
        for start in range(0, rows, batch):
            rows_of_batch = order[start:start + batch]
            train(x[rows_of_batch], y[rows_of_batch])

    return run


def inference(case):
    model = network(case["sizes"]).eval()
    x = torch.rand(case["batch"], case["sizes"][0])

    def run():
        with torch.inference_mode():
            model(x)

    return run


def product(case):
    a, b = torch.rand(case["n"], case["n"]) * 2 - 1, torch.rand(case["n"], case["n"]) * 2 - 1
    return lambda: a @ b


def function(case):
    x = torch.rand(case["rows"], case["columns"]) * 8 - 4
    name = case["name"]
    return (lambda: torch.softmax(x, -1)) if name == "softmax" else (lambda: getattr(torch, name)(x))


KINDS = {"step": step, "epoch": epoch, "inference": inference, "product": product, "function": function}


def measure(run, seconds, repeats):
    times, begin = [], time.perf_counter()
    while not times or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        for _ in range(repeats):
            run()
        times.append((time.perf_counter() - start) / repeats)
    times.sort()
    return times[len(times) // 2]


def version():
    """PyTorch's version and, where it uses OpenBLAS, which processor's kernels that has chosen."""
    try:
        name = ctypes.CDLL("libopenblas.so.0").openblas_get_corename
    except (OSError, AttributeError):
        return torch.__version__
    name.restype = ctypes.c_char_p
    return f"{torch.__version__} (OpenBLAS for {name().decode()})"


def main():
    torch.manual_seed(1)
    print(json.dumps({"version": version()}), flush=True)
    run, repeats = None, 1
    for line in sys.stdin:
        request = json.loads(line)
        if "case" in request:
            run = KINDS[request["case"]["kind"]](request["case"])
            once = measure(run, request["seconds"], 1)
            repeats = max(1, int(1e-3 / once))
            print(json.dumps({"ready": True}), flush=True)
        else:
            print(json.dumps({"microseconds": 1e6 * measure(run, request["seconds"], repeats)}), flush=True)


main()
