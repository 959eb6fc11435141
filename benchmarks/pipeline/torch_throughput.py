"""The yardstick: images/s of torchvision with PIL, on the same files and the same kinds of augmentation.

Arguments: the cohort, the size, the processes, the epochs. Prints one line for each epoch: images/s.
"""
import csv
import os
import sys
import time

import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

cohort, size, workers, epochs = sys.argv[1], *map(int, sys.argv[2:5])
source = sys.argv[5]
working = 2 * size if source == "same-work" else size
torch.set_num_threads(1)

with open(os.path.join(cohort, "manifest.csv"), encoding="utf-8") as manifest:
    files = [os.path.join(cohort, row["image"]) for row in csv.DictReader(manifest)]

# Grey until it is a tensor, which is to torchvision's advantage; then three channels in -1 to 1.
# torchvision knows no reflected edge, so corners are black here.
steps = [
    transforms.Resize((working, working), InterpolationMode.BILINEAR),  # PIL averages what it shrinks
    transforms.RandomHorizontalFlip(0.5),
    transforms.RandomAffine(10, scale=(0.9, 1.1), interpolation=InterpolationMode.BILINEAR
                            if working == size else InterpolationMode.BICUBIC),
    transforms.ColorJitter(brightness=0.15, contrast=0.15),
]
if working != size:
    steps.append(transforms.Resize((size, size), InterpolationMode.BOX))
steps += [transforms.ToTensor(), transforms.Normalize(0.5, 0.5),
          transforms.Lambda(lambda grey: grey.expand(3, -1, -1).contiguous())]
transform = transforms.Compose(steps)


class Images(torch.utils.data.Dataset):
    def __len__(self):
        return len(files)

    def __getitem__(self, index):
        with Image.open(files[index]) as image:
            return transform(image.convert("L"))


loader = torch.utils.data.DataLoader(Images(), batch_size=32, shuffle=True, num_workers=workers,
                                     persistent_workers=workers > 0)
for epoch in range(epochs + 1):  # the first one warms up
    start = time.perf_counter()
    total = sum(len(batch) for batch in loader)
    if epoch > 0:
        print(f"{total / (time.perf_counter() - start):.1f}", flush=True)
