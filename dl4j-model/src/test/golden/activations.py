#!/usr/bin/python3
"""Writes what ResNet-50 of each publisher computes from formula weights, into the test's resources.

Debian 12: apt install python3-torch python3-torchvision; python3 activations.py

The reference is torch in double precision. For torchvision it is torchvision's own model, whose input
is red first: it is given Podagra's images, which are blue first, with their channels reversed. For
Keras, which Debian does not have, it is the network that keras_applications/resnet50.py (1.0.7) and
resnet_common.py (1.0.8) describe, on torch's layers.
"""
import json
import pathlib
import sys

import numpy as np
import torch
import torchvision

import formula

OUT = pathlib.Path(__file__).parent.parent / "resources" / "io" / "podagra" / "model" / "weights"
SIZES = (96, 224)
SAMPLES = 16
BLOCKS = (3, 4, 6, 3)


def torch_layers(net):
    """(module of the convolution, of the batch norm, Keras's stage, block, branch)."""
    yield "conv1", "bn1", None
    for stage, blocks in enumerate(BLOCKS, 1):
        for block in range(blocks):
            prefix = f"layer{stage}.{block}."
            if block == 0:
                yield prefix + "downsample.0", prefix + "downsample.1", (stage + 1, block, 0)
            for branch in (1, 2, 3):
                yield f"{prefix}conv{branch}", f"{prefix}bn{branch}", (stage + 1, block, branch)


def keras_names(old, place):
    if place is None:
        return ("conv1", "bn_conv1") if old else ("conv1_conv", "conv1_bn")
    stage, block, branch = place
    if not old:
        return f"conv{stage}_block{block + 1}_{branch}_conv", f"conv{stage}_block{block + 1}_{branch}_bn"
    where = f"{stage}{'abcdef'[block]}_branch{'1' if branch == 0 else '2' + 'abc'[branch - 1]}"
    return "res" + where, "bn" + where


def gamma(place):
    """Small where a residual branch ends, so that sixteen blocks do not explode."""
    return formula.SMALL_GAMMA if place is not None and place[2] == 3 else formula.GAMMA


def keras_network(old):
    """ResNet-50 v1 and its tensors under Keras's names."""
    net = torchvision.models.resnet50()
    net.maxpool.padding = 0 if old else 1
    tensors = {}
    modules = dict(net.named_modules())
    for conv_path, norm_path, place in torch_layers(net):
        conv, norm = modules[conv_path], modules[norm_path]
        if place is not None and place[1] == 0 and place[0] > 2:
            conv.stride = (2, 2) if place[2] in (0, 1) else (1, 1)
        conv_name, norm_name = keras_names(old, place)
        shape = [conv.kernel_size[0], conv.kernel_size[1], conv.in_channels, conv.out_channels]
        channels = [conv.out_channels]
        mine = {
            f"{conv_name}/kernel": (shape, formula.KERNEL_HWIO), f"{conv_name}/bias": (channels, formula.BIAS),
            f"{norm_name}/gamma": (channels, gamma(place)), f"{norm_name}/beta": (channels, formula.BETA),
            f"{norm_name}/mean": (channels, formula.MEAN), f"{norm_name}/variance": (channels, formula.VARIANCE)}
        tensors.update(mine)
        values = [torch.from_numpy(formula.tensor(name, *of)) for name, of in mine.items()]
        conv.weight.data = values[0].permute(3, 2, 0, 1).contiguous()
        conv.bias = torch.nn.Parameter(values[1])
        norm.weight.data, norm.bias.data, norm.running_mean, norm.running_var = values[2:]
        norm.eps = 1e-3 if old else 1.001e-5
    return net, tensors


def torch_network(sequential):
    """Torchvision's ResNet-50 and its tensors under the names of its state dict."""
    net = torchvision.models.resnet50()
    backbone = torch.nn.Module()
    backbone.backbone = torch.nn.Sequential(*list(net.children())[:-1])
    named = backbone if sequential else net
    norms = {norm: place for _, norm, place in torch_layers(net)}
    kinds = {}
    for path, module in net.named_modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            for field, kind in (("weight", gamma(norms[path])), ("bias", formula.BETA),
                                ("running_mean", formula.MEAN), ("running_var", formula.VARIANCE)):
                kinds[id(getattr(module, field))] = kind
        elif isinstance(module, torch.nn.Conv2d):
            kinds[id(module.weight)] = formula.KERNEL_OIHW
    tensors = {}
    for name, value in [*named.named_parameters(), *named.named_buffers()]:
        if id(value) in kinds:
            tensors[name] = (list(value.shape), kinds[id(value)])
            value.data.copy_(torch.from_numpy(formula.tensor(name, *tensors[name])))
    return net, tensors


def recorded(net, image):
    """Activations under the zoo's names: convolutions, the pooled stem, blocks, features, output."""
    seen = {}

    def record(name):
        def hook(module, inputs, output):
            seen[name] = output.detach()
        return hook

    modules = dict(net.named_modules())
    hooks = []
    for conv, _, place in torch_layers(net):
        name = "stem-cnn1" if place is None else keras_names(True, place)[0]
        hooks.append(modules[conv].register_forward_hook(record(name)))
    hooks.append(net.maxpool.register_forward_hook(record("stem-maxpool1")))
    for stage, blocks in enumerate(BLOCKS, 1):
        for block in range(blocks):
            name = f"res{stage + 1}{'abcdef'[block]}_branch"
            hooks.append(modules[f"layer{stage}.{block}"].register_forward_hook(record(name)))
    hooks.append(net.avgpool.register_forward_hook(record("avgpool")))
    with torch.no_grad():
        output = torch.softmax(net(image), 1)
    for hook in hooks:
        hook.remove()
    seen["avgpool"] = seen["avgpool"].flatten(1)
    seen["output"] = output
    return {name: value.numpy().ravel() for name, value in seen.items()}


def summary(values):
    """Number, mean, standard deviation, and evenly spaced values."""
    places = np.arange(min(SAMPLES, values.size)) * (values.size // min(SAMPLES, values.size))
    return [values.size, *(float(f"{x:.6g}") for x in (values.mean(), values.std(), *values[places]))]


def write(name, net, tensors, reverse):
    net.fc = torch.nn.Linear(2048, 2)
    net.fc.weight.data, net.fc.bias.data = (torch.from_numpy(part) for part in formula.head())
    net.double().eval()
    sizes = {}
    for size in SIZES:
        image = torch.from_numpy(formula.image(size)).double()
        seen = recorded(net, image.flip(1) if reverse else image)
        sizes[size] = {layer: summary(values) for layer, values in seen.items()}
        sizes[size]["output"] = [float(f"{x:.9g}") for x in seen["output"]]
        print(name, size, "largest", max(abs(v).max() for v in seen.values()), "output", seen["output"], file=sys.stderr)
    lines = ['{"tensors": {']
    lines += [",\n".join(f"{json.dumps(k)}: {json.dumps(list(v), separators=(',', ':'))}" for k, v in tensors.items())]
    lines += ['},\n"sizes": {']
    lines += [",\n".join(f'"{size}": {{\n' + ",\n".join(
        f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in layers.items()) + "}"
        for size, layers in sizes.items())]
    lines += ["}}"]
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"golden-{name}.json").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    write("keras_old", *keras_network(old=True), reverse=False)
    write("keras_new", *keras_network(old=False), reverse=False)
    write("torchvision", *torch_network(sequential=False), reverse=True)
    write("radimagenet_pt", *torch_network(sequential=True), reverse=False)
