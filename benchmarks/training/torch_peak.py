"""What PyTorch's libraries reach in float32: a matrix product and a convolution of ResNet-50's kind. Argument: the threads.

Prints a name and GFLOP/s, a line each: the best of several tries.
"""

import sys
import time

import torch

TRIES = 8


def best_seconds(action):
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    side = 2048
    left, right = torch.rand(side, side), torch.rand(side, side)
    seconds = best_seconds(lambda: torch.mm(left, right))
    print(f"matrix-product {2 * side**3 / seconds / 1e9:.1f}")

    images, channels, pixels, kernel = 16, 256, 28, 3
    convolution = torch.nn.Conv2d(channels, channels, kernel, padding=1).to(memory_format=torch.channels_last)
    batch = torch.rand(images, channels, pixels, pixels).to(memory_format=torch.channels_last)
    with torch.inference_mode():
        seconds = best_seconds(lambda: convolution(batch))
    print(f"convolution {2 * images * (channels * kernel * pixels) ** 2 / seconds / 1e9:.1f}")


if __name__ == "__main__":
    main()
