#!/usr/bin/env python3
"""Digests of the frames of real DICOM files, as pydicom and gdcm decode them.

    apt-get install python3-pydicom python3-gdcm python3-numpy   # Debian 12: 2.3.1, 3.0.21
    python3 reference_frames.py FOLDER > reference-frames.csv

Grey is rescaled, windowed by the first window and brought to 8 bits; palettes are expanded and lose
the low 8 of 16 bits; YBR_FULL and YBR_FULL_422 become RGB by PS3.3, C.7.6.3.1.2. Lossy JPEG 2000 is
left out: decoders may differ there.
"""
import hashlib
import os
import sys

import numpy
import pydicom
from pydicom.pixel_data_handlers.util import (
    apply_color_lut, apply_modality_lut, apply_windowing, convert_color_space)

LOSSY_JPEG_2000 = "1.2.840.10008.1.2.4.91"


def eight_bits(dataset, pixels):
    photometric = dataset.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        colours = apply_color_lut(pixels, dataset)
        return (colours >> 8).astype(numpy.uint8) if colours.dtype == numpy.uint16 else colours
    if photometric == "MONOCHROME2" and dataset.BitsStored == 8:
        grey = apply_windowing(apply_modality_lut(pixels, dataset), dataset)
        return numpy.floor(grey + 0.5).astype(numpy.uint8)
    if photometric in ("YBR_FULL", "YBR_FULL_422"):
        return convert_color_space(pixels, "YBR_FULL", "RGB")
    if photometric == "RGB":
        return pixels
    sys.exit("no reference for " + photometric)


def main(folder):
    print("file,frame,width,height,channels,sha256")
    for name in sorted(os.listdir(folder)):
        dataset = pydicom.dcmread(os.path.join(folder, name))
        if dataset.file_meta.TransferSyntaxUID == LOSSY_JPEG_2000:
            continue
        frames = eight_bits(dataset, dataset.pixel_array)
        count = int(dataset.get("NumberOfFrames", 1))
        frames = frames.reshape((count, dataset.Rows, dataset.Columns, -1))
        for index, frame in enumerate(frames):
            digest = hashlib.sha256(frame.tobytes()).hexdigest()
            print(name, index, frame.shape[1], frame.shape[0], frame.shape[2], digest, sep=",")


if __name__ == "__main__":
    main(sys.argv[1])
