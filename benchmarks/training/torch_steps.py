"""Times PyTorch's ResNet-50: inference and training steps on random data, in one process.

usage: torch_steps.py SIZE BATCH WARMING STEPS plain|channels_last

The network is Podagra's variant: torchvision's with the stride of a stage's first block moved back from the 3x3 to the
first 1x1 convolution (He et al. 2016), no padding around the max-pooling, and two classes. Its convolutions have no
biases, as torchvision's have none; Podagra's have. Prints one line for each step and one for each kind of work.
"""

import statistics
import sys
import time

import torch
import torchvision
from torch import nn

CLASSES = 2
LEARNING_RATE = 1e-4


def resnet50():
    network = torchvision.models.resnet50(num_classes=CLASSES, zero_init_residual=True)
    network.maxpool = nn.MaxPool2d(3, 2)
    for stage in (network.layer2, network.layer3, network.layer4):
        stage[0].conv1.stride, stage[0].conv2.stride = stage[0].conv2.stride, stage[0].conv1.stride
    return network


def macs(network, images):
    """Multiplications of an image's convolutions and of its head."""
    counts = []

    def count(module, _, output):
        positions = output[0].numel() // output.shape[1]
        counts.append(positions * module.weight.numel())

    hooks = [
        module.register_forward_hook(count)
        for module in network.modules()
        if isinstance(module, (nn.Conv2d, nn.Linear))
    ]
    with torch.inference_mode():
        network(images[:1])
    for hook in hooks:
        hook.remove()
    return sum(counts)


def peak_mib():
    """The largest resident size of this process so far."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))


def seconds_of(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def seconds_of_adam(parameters, foreach):
    adam = torch.optim.Adam(parameters, lr=LEARNING_RATE, foreach=foreach)
    adam.step()  # makes its state
    return seconds_of(adam.step)


def main():
    size, batch, warming, steps = map(int, sys.argv[1:5])
    layout = sys.argv[5]
    memory_format = torch.channels_last if layout == "channels_last" else torch.contiguous_format
    torch.manual_seed(1)
    network = resnet50().to(memory_format=memory_format)
    batches = [torch.randn(batch, 3, size, size).to(memory_format=memory_format) for _ in range(2)]
    labels = torch.arange(batch) % CLASSES
    network.eval()
    cost = macs(network, batches[0])

    def measure(work, step, path):
        times = []
        for index in range(warming + steps):
            seconds = seconds_of(lambda: step(batches[index % 2]))
            print(f"step work={work} index={index - warming} seconds={seconds:.4f}", flush=True)
            if index >= warming:
                times.append(seconds)
        median = statistics.median(times)
        print(
            f"result program=torch-{layout} work={work} size={size} batch={batch} steps={steps}"
            f" seconds={median:.4f} images_per_second={batch / median:.2f} peak_mib={peak_mib()}"
            f" macs={cost} threads={torch.get_num_threads()} path={path} data=synthetic-random",
            flush=True,
        )

    def infer(images):
        with torch.inference_mode():
            network(images)

    def backpropagate(images):
        nn.functional.cross_entropy(network(images), labels).backward()

    version = f"torch-{torch.__version__}"
    measure("inference", infer, version)

    network.train()
    backpropagate(batches[0])
    parameters = list(network.parameters())
    foreach = seconds_of_adam(parameters, True) < seconds_of_adam(parameters, False)
    adam = torch.optim.Adam(parameters, lr=LEARNING_RATE, foreach=foreach)

    def train(images):
        adam.zero_grad(set_to_none=True)
        backpropagate(images)
        adam.step()

    measure("training", train, version + (",foreach" if foreach else ",loop"))


if __name__ == "__main__":
    main()
