"""Weights and images that Java makes too, number by number: see FormulaWeights.java.

A tensor is filled in the layout and under the name that its publisher gives it, so that a test that
reads it knows nothing of how Podagra maps names and layouts.
"""
import math

import numpy as np

# What a tensor is, with the axis of its output channels.
KERNEL_OIHW, KERNEL_HWIO, BIAS, GAMMA, SMALL_GAMMA, BETA, MEAN, VARIANCE = (
    "oihw", "hwio", "bias", "gamma", "small-gamma", "beta", "mean", "variance")


def fnv1a(text):
    """The 64-bit FNV-1a hash of UTF-8 text."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def uniform(name, count):
    """Multiples of 2^-23 in [-1, 1): SplitMix64 of the hash of the name, one number an index."""
    with np.errstate(over="ignore"):
        z = np.uint64(fnv1a(name)) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.int64) - (1 << 23)) / float(1 << 23)


def tensor(name, shape, kind):
    """A tensor of weights, float32.

    Every eighth output channel is nearly dead, as in trained networks: its variance is so small that
    a wrong epsilon shows.
    """
    u = uniform(name, int(np.prod(shape)))
    channels = shape[-1] if kind == KERNEL_HWIO else shape[0]
    per_channel = u.size // channels
    index = np.arange(u.size)
    channel = index % channels if kind == KERNEL_HWIO else index // per_channel
    weak = channel % 8 == 0
    if kind in (KERNEL_OIHW, KERNEL_HWIO):
        # Bound of He et al. 2015 for rectified linear units: the variance is 2 / fan-in.
        values = u * math.sqrt(6.0 / per_channel) * np.where(weak, 0.03, 1.0)
    elif kind == GAMMA:
        values = 1.0 + u * 0.25
    elif kind == SMALL_GAMMA:
        values = 0.375 + u * 0.125
    elif kind == VARIANCE:
        values = (2.0 + u * 0.5) * np.where(weak, 0.001, 1.0)
    else:
        values = u * 0.1 * np.where(weak, 0.03, 1.0)
    return values.astype(np.float32).reshape(shape)


def image(size):
    """An input, [1, 3, size, size], values in [-2, 2)."""
    return (uniform("image", 3 * size * size) * 2.0).astype(np.float32).reshape(1, 3, size, size)


def head():
    """Weights [2, 2048] and biases [2] of two classes."""
    return ((uniform("head", 2 * 2048) * 0.01).astype(np.float32).reshape(2, 2048),
            np.array([0.1, -0.1], dtype=np.float32))
