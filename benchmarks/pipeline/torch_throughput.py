"""The yardstick: images/s of torchvision with PIL, on the same files and the same kinds of augmentation.

Arguments: the cohort, the size, the epochs, the processes (0: this one), and `usual` (as its users write it: colour, bilinear at
input size) or `same` (the steps of Podagra: grey, cubic at twice the input size). Prints one line for each epoch:
images/s and milliseconds of processor time for an image.
"""
import csv
import os
import random
import sys
import time

import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional

cohort, size, epochs, processes, recipe = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5]
same = recipe == "same"
working = 2 * size if same else size
torch.set_num_threads(1)

with open(os.path.join(cohort, "manifest.csv"), encoding="utf-8") as manifest:
    files = [os.path.join(cohort, row["image"]) for row in csv.DictReader(manifest)]


def pad(image):
    """To a square, with black."""
    width, height = image.size
    side = max(width, height)
    return functional.pad(image, [(side - width) // 2, 0, side - width - (side - width) // 2, side - height])


def gamma(image):
    return functional.adjust_gamma(image, random.uniform(0.8, 1.25)) if random.random() < 0.5 else image


def depth_gain(tensor):
    """A ramp of gain over depth."""
    if random.random() >= 0.5:
        return tensor
    slope = random.uniform(-0.2, 0.2)
    return (tensor * torch.linspace(1 - slope, 1 + slope, tensor.shape[1])[:, None]).clamp_(0, 1)


def speckle(tensor):
    """Multiplicative noise, smooth over about a hundredth of the width."""
    if random.random() >= 0.5:
        return tensor
    noise = torch.randn(1, *tensor.shape[1:])
    noise = functional.gaussian_blur(noise, [7, 13], [0.005 * size, 0.01 * size])
    return (tensor * (1 + random.uniform(0, 0.15) * noise / noise.std())).clamp_(0, 1)


# torchvision knows no mirrored edge; what comes in from outside is black here.
steps = [
    transforms.Lambda(pad),
    transforms.Resize((working, working), InterpolationMode.BILINEAR),  # PIL averages what it shrinks
    transforms.RandomHorizontalFlip(0.5),
    transforms.RandomAffine(10, (0.05, 0.05), (0.9, 1.1),
                            interpolation=InterpolationMode.BICUBIC if same else InterpolationMode.BILINEAR),
    transforms.RandomApply([transforms.ColorJitter(brightness=0.15)], 0.5),
    transforms.RandomApply([transforms.ColorJitter(contrast=0.15)], 0.5),
    transforms.Lambda(gamma),
]
if same:
    steps.append(transforms.Resize((size, size), InterpolationMode.BOX))
steps += [transforms.ToTensor(), transforms.Lambda(depth_gain), transforms.Lambda(speckle)]
if same:
    steps.append(transforms.Lambda(lambda grey: grey.expand(3, -1, -1)))
steps.append(transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)))
transform = transforms.Compose(steps)


class Images(torch.utils.data.Dataset):
    def __len__(self):
        return len(files)

    def __getitem__(self, index):
        with Image.open(files[index]) as image:
            return transform(image.convert("L" if same else "RGB"))


loader = torch.utils.data.DataLoader(Images(), batch_size=32, shuffle=True, num_workers=processes,
                                     persistent_workers=processes > 0)
for epoch in range(epochs + 1):  # the first one warms up
    start, busy = time.perf_counter(), time.process_time()
    total = sum(len(batch) for batch in loader)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    if epoch > 0:
        print(f"{total / seconds:.1f} {1e3 * busy / total:.3f}", flush=True)
