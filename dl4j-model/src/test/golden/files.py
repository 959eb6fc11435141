#!/usr/bin/python3
"""Writes small files of each kind that weights come in, into the tests' resources.

Debian 12: apt install python3-torch python3-h5py; python3 files.py
The same bytes each time, but for the keys in legacy.pth.
"""
import json
import pathlib
import struct

import h5py
import numpy as np
import torch

OUT = pathlib.Path(__file__).parent.parent / "resources" / "io" / "podagra" / "model" / "weights"


def ramp(*shape):
    """0, 0.5, 1, ... in row-major order."""
    return (np.arange(np.prod(shape)) * 0.5).astype(np.float32).reshape(shape)


def torch_files():
    state = torch.nn.Sequential(torch.nn.Conv2d(1, 2, (1, 3)), torch.nn.BatchNorm2d(2)).state_dict()
    state["0.weight"] = torch.from_numpy(ramp(2, 1, 1, 3))
    state["0.bias"] = torch.from_numpy(ramp(2))
    torch.save(state, OUT / "state.pth")
    torch.save(state, OUT / "legacy.pth", _use_new_zipfile_serialization=False)
    parallel = {"module." + name: value for name, value in state.items()}
    torch.save({"epoch": 3, "state_dict": parallel, "best": 0.5}, OUT / "checkpoint.pt")
    base = torch.from_numpy(ramp(4, 3))
    torch.save({
        "parameter": torch.nn.Parameter(torch.from_numpy(ramp(3))),
        "transposed": base.t(), "rows": base[1:3], "column": base[:, 1],
        "half": base.half(), "double": base.double(), "bfloat16": base.bfloat16(),
        "scalar": torch.tensor(2.5), "empty": torch.zeros(0, 3), "count": torch.tensor(7)}, OUT / "views.pt")
    # What a stranger's file could ask for.
    class Stranger:
        def __reduce__(self):
            return __import__("os").system, ("touch unpickled",)
    torch.save({"0.weight": state["0.weight"], "surprise": Stranger()}, OUT / "foreign.pt")
    # Whole modules need their classes.
    torch.save(torch.nn.Linear(2, 1), OUT / "module.pt")


def keras_layer(root, layer, names, arrays, **options):
    group = root.create_group(layer)
    for name, array in zip(names, arrays):
        group.create_dataset(name, data=array, **options)
    group.attrs["weight_names"] = np.array([name.encode() for name in names])


def keras_files():
    kernel, bias, norm = ramp(1, 3, 1, 2), ramp(2), [ramp(2) + i for i in range(4)]
    with h5py.File(OUT / "keras-old.h5", "w") as f:
        keras_layer(f, "conv1", ["conv1_W:0", "conv1_b:0"], [kernel, bias])
        keras_layer(f, "bn_conv1", [f"bn_conv1_{n}:0" for n in ("gamma", "beta", "running_mean", "running_std")], norm)
        f.create_group("input_1").attrs["weight_names"] = np.array([], dtype="S1")
    with h5py.File(OUT / "keras-model.h5", "w") as f:
        f.attrs["model_config"] = json.dumps({"class_name": "Functional"})
        root = f.create_group("model_weights")
        keras_layer(root, "conv1_conv", ["conv1_conv_2/kernel:0", "conv1_conv_2/bias:0"],
                    [kernel, bias.astype(np.float64)], compression="gzip")
        keras_layer(root, "conv1_bn", [f"conv1_bn/{n}:0" for n in ("gamma", "beta", "moving_mean", "moving_variance")], norm)
        f.create_group("optimizer_weights").create_dataset("iterations", data=3)
    with h5py.File(OUT / "keras-nested.h5", "w") as f:
        names = ["conv1_conv/kernel:0", "conv1_conv/bias:0", "conv1_bn/gamma:0", "conv1_bn/beta:0",
                 "conv1_bn/moving_mean:0", "conv1_bn/moving_variance:0"]
        keras_layer(f.create_group("model_weights"), "resnet50", names, [kernel, bias, *norm])
    with h5py.File(OUT / "keras3.h5", "w") as f:
        f.create_dataset("layers/conv2d/vars/0", data=kernel)


def safetensors_file():
    """By hand: Debian has no safetensors. Checked against its README, "Format"."""
    bfloat16 = (np.array([1.0, -2.5], dtype=np.float32).view(np.uint32) >> 16).astype(np.uint16)
    parts = {"f32": ("F32", ramp(2, 3)), "f16": ("F16", ramp(4).astype(np.float16)), "bf16": ("BF16", bfloat16),
             "f64": ("F64", ramp(2).astype(np.float64)), "count": ("I64", np.array(7)),
             "steps.scale": ("F32", np.array([0.5, 0.25], dtype=np.float32)),
             "steps": ("I8", np.array([[-127, 0, 4], [127, 1, -1]], dtype=np.int8))}
    header, blobs, at = {"__metadata__": {"format": "pt"}}, b"", 0
    for name, (dtype, array) in parts.items():
        blob = array.tobytes()
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [at, at + len(blob)]}
        blobs, at = blobs + blob, at + len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (OUT / "small.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + blobs)


if __name__ == "__main__":
    torch.manual_seed(1)
    torch_files()
    keras_files()
    safetensors_file()
