"""What fvcore, ptflops and onnx-tool print for known models: the figures that test/explain/conventions/conventions.test.ts expects.

    python benchmarks/peers/conventions.py OUT.json [NAME=FILE.onnx]...

The PyTorch counters run on torchvision's and Ultralytics' definitions with random weights; onnx-tool on the files given, which
must hold their weights. Needs torch, torchvision, fvcore, ptflops, onnx-tool, and for YOLOv8n ultralytics.
"""

import importlib.metadata
import io
import json
import logging
import sys
import warnings
from contextlib import redirect_stdout

import torch
import torchvision
from fvcore.nn import FlopCountAnalysis
from ptflops import get_model_complexity_info

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

SIZES = {
    "resnet18": 224,
    "resnet50": 224,
    "alexnet": 224,
    "densenet121": 224,
    "squeezenet1_0": 224,
    "inception_v3": 299,
    "mobilenet_v2": 224,
    "mobilenet_v3_small": 224,
    "mobilenet_v3_large": 224,
    "shufflenet_v2_x1_0": 224,
    "regnet_y_400mf": 224,
    "efficientnet_b0": 224,
    "convnext_tiny": 224,
    "swin_t": 224,
    "vit_b_16": 224,
    "yolov8n": 640,
}


def build(name):
    if name.startswith("yolo"):
        from ultralytics import YOLO

        return YOLO(f"{name}.yaml").model
    more = {"init_weights": False} if name == "inception_v3" else {}
    return getattr(torchvision.models, name)(weights=None, **more)


def fvcore(model, size):
    counter = FlopCountAnalysis(model, torch.randn(1, 3, size, size))
    counter.unsupported_ops_warnings(False)
    counter.uncalled_modules_warnings(False)
    return int(counter.total())


def ptflops(model, size, backend):
    with redirect_stdout(io.StringIO()):
        macs, _ = get_model_complexity_info(
            model, (3, size, size), as_strings=False, print_per_layer_stat=False, backend=backend
        )
    return macs


def onnx_tool(path, size):
    import numpy
    import onnx_tool as tool

    model = tool.Model(path)
    model.graph.graph_reorder_nodes()
    model.graph.shape_infer({model.graph.input[0]: numpy.zeros((1, 3, size, size), numpy.float32)})
    model.graph.profile()
    return round(model.graph.macs[0])


def pytorch(name, size):
    model = build(name).eval()
    figures = {"fvcore": fvcore(model, size)}
    figures["ptflops"] = ptflops(model, size, "pytorch")
    figures["ptflops aten"] = ptflops(model, size, "aten")
    with torch.no_grad():
        figures["fvcore no_grad"] = fvcore(model, size)
        figures["ptflops aten no_grad"] = ptflops(model, size, "aten")
    return figures


def main():
    out, *files = sys.argv[1:]
    models = {name: {"size": size} for name, size in SIZES.items()}
    for name, path in (file.split("=", 1) for file in files):
        models[name]["onnx-tool"] = onnx_tool(path, SIZES[name])
    for name, size in SIZES.items():
        models[name].update(pytorch(name, size))
    packages = ["torch", "torchvision", "ultralytics", "fvcore", "ptflops", "onnx-tool", "onnx"]
    versions = {package: importlib.metadata.version(package) for package in packages}
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"versions": versions, "models": models}, file, indent=2)
        file.write("\n")


main()
