"""PyTorch's side of the comparison on a GPU: reads a request a line (JSON), answers with a line.

{"case": {"sizes": [...], "batch": n, "optimizer": "sgd", "rows": 0, "graph": false}}   sets a case up and warms it up -> {"ready": true}
{"seconds": 0.2}                                                                        repeats it for so long        -> {"microseconds": of one run}
A case with rows is an epoch over so many rows, the data on the device; with graph, steps are captured as a CUDA graph.
"""

import json
import sys
import time

import torch
from torch import nn

DEVICE = "cuda"


def network(sizes):
    layers = []
    for i in range(1, len(sizes)):
        layers.append(nn.Linear(sizes[i - 1], sizes[i]))
        if i < len(sizes) - 1:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers).to(DEVICE)


def training(case):
    """The batch's tensors, and what makes a step with them."""
    model = network(case["sizes"])
    if case["optimizer"] == "sgd":
        optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    else:
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-5, capturable=case["graph"])
    x = torch.rand(case["batch"], case["sizes"][0], device=DEVICE) * 2 - 1
    y = torch.arange(case["batch"], device=DEVICE) % case["sizes"][-1]

    def step():
        optimizer.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()

    if not case["graph"]:
        return x, y, step
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    optimizer.zero_grad(set_to_none=True)
    with torch.cuda.graph(graph):
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    return x, y, graph.replay


def prepare(case):
    x, y, step = training(case)
    if not case["rows"]:
        return step
    inputs = torch.rand(case["rows"], case["sizes"][0], device=DEVICE)
    labels = torch.arange(case["rows"], device=DEVICE) % case["sizes"][-1]

    def epoch():
        order = torch.randperm(case["rows"], device=DEVICE)
        for start in range(0, case["rows"] - case["batch"] + 1, case["batch"]):
            rows = order[start:start + case["batch"]]
            x.copy_(inputs[rows])
            y.copy_(labels[rows])
            step()

    return epoch


def measure(run, seconds):
    torch.cuda.synchronize()
    runs, begin = 0, time.perf_counter()
    while runs == 0 or time.perf_counter() - begin < seconds:
        for _ in range(10):
            run()
        torch.cuda.synchronize()
        runs += 10
    return (time.perf_counter() - begin) / runs


def main():
    torch.manual_seed(1)
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    print(json.dumps({"version": torch.__version__, "device": torch.cuda.get_device_name() if torch.cuda.is_available() else None}), flush=True)
    run = None
    for line in sys.stdin:
        request = json.loads(line)
        if "case" in request:
            run = prepare(request["case"])
            measure(run, 0.2)
            print(json.dumps({"ready": True}), flush=True)
        else:
            print(json.dumps({"microseconds": 1e6 * measure(run, request["seconds"])}), flush=True)


main()
