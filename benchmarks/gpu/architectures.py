"""Which GPUs a library with CUDA code can run on.

python3 architectures.py LIBRARY...         counts the code in the fat binaries that a file holds, by architecture
python3 architectures.py --load LIBRARY...  also hands each of them to the driver of GPU 0, and counts its answers

Needs nothing but Python and, for --load, NVIDIA's driver. The layout of a fat binary is not documented; what is read of
it here (a header, then per entry its kind, its architecture and its length) accounts for every byte of the section.
"""

import collections
import ctypes
import mmap
import struct
import sys

MAGIC = b"\x50\xed\x55\xba"
KINDS = {1: "PTX", 2: "machine code"}


def fat_binaries(file):
    """Start and end of each, and its entries' (kind, architecture, bytes)."""
    at = file.find(MAGIC)
    while at >= 0:
        version, header, length = struct.unpack_from("<HHQ", file, at + 4)
        end = at + header + length
        if version != 1 or end > len(file):
            at = file.find(MAGIC, at + 4)
            continue
        entry, entries = at + header, []
        while entry < end:
            kind, _, header, length = struct.unpack_from("<HHIQ", file, entry)
            (architecture,) = struct.unpack_from("<I", file, entry + 28)
            entries.append((KINDS.get(kind, kind), architecture, length))
            entry += header + length
        yield at, end, entries
        at = file.find(MAGIC, end)


class Driver:
    """GPU 0, through CUDA's driver."""

    def __init__(self):
        self.cuda = ctypes.CDLL("libcuda.so.1")
        device, context = ctypes.c_int(), ctypes.c_void_p()
        self.check(self.cuda.cuInit(0))
        self.check(self.cuda.cuDeviceGet(ctypes.byref(device), 0))
        self.check(self.cuda.cuDevicePrimaryCtxRetain(ctypes.byref(context), device))
        self.check(self.cuda.cuCtxSetCurrent(context))
        name, version = ctypes.create_string_buffer(100), ctypes.c_int()
        major, minor = ctypes.c_int(), ctypes.c_int()
        self.check(self.cuda.cuDeviceGetName(name, 100, device))
        self.check(self.cuda.cuDriverGetVersion(ctypes.byref(version)))
        self.check(self.cuda.cuDeviceGetAttribute(ctypes.byref(major), 75, device))
        self.check(self.cuda.cuDeviceGetAttribute(ctypes.byref(minor), 76, device))
        self.description = "%s, compute capability %d.%d, driver for CUDA %d.%d" % (
            name.value.decode(), major.value, minor.value, version.value // 1000, version.value % 1000 // 10)

    def check(self, error):
        if error:
            raise SystemExit("CUDA's driver: " + self.name(error))

    def name(self, error):
        text = ctypes.c_char_p()
        self.cuda.cuGetErrorName(error, ctypes.byref(text))
        return "%s (%d)" % (text.value.decode() if text.value else "?", error)

    def load(self, code):
        module = ctypes.c_void_p()
        error = self.cuda.cuModuleLoadData(ctypes.byref(module), code)
        if not error:
            self.cuda.cuModuleUnload(module)
        return "loads" if not error else self.name(error)


def main(arguments):
    driver = Driver() if "--load" in arguments else None
    if driver:
        print(driver.description)
    for path in arguments:
        if path == "--load":
            continue
        with open(path, "rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as file:
            count, found, size, answers = 0, collections.Counter(), collections.Counter(), collections.Counter()
            for start, end, entries in fat_binaries(file):
                count += 1
                for kind, architecture, length in entries:
                    found[kind, architecture] += 1
                    size[kind, architecture] += length
                if driver:
                    answers[driver.load(file[start:end])] += 1
            print("%s: %d fat binaries" % (path, count))
            for (kind, architecture), entries in sorted(found.items()):
                print("  %-12s %d.%d  %4d entries  %6.1f MB" % (
                    kind, architecture // 10, architecture % 10, entries, size[kind, architecture] / 1e6))
            for answer, times in answers.most_common():
                print("  %d: %s" % (times, answer))


if __name__ == "__main__":
    main(sys.argv[1:])
