"""Writes some of the golden messages anew, with real numpy and msgpack (Debian: python3-numpy python3-msgpack).

Run as: python3 src/test/python/goldens.py src/test/resources/policy-wire
The other messages there were captured from clients and servers of the protocol.
"""
import pathlib
import sys

import msgpack
import numpy as np


def hook(thing):
    if isinstance(thing, (np.ndarray, np.generic)) and thing.dtype.kind in "VOc":
        raise ValueError(f"{thing.dtype} does not travel")
    if isinstance(thing, np.ndarray):
        return {b"__ndarray__": True, b"data": thing.tobytes(), b"dtype": thing.dtype.str, b"shape": thing.shape}
    if isinstance(thing, np.generic):
        return {b"__npgeneric__": True, b"data": thing.item(), b"dtype": thing.dtype.str}
    return thing


SAMPLES = {"b": [0, 1, 1, 0, 1, 0], "i": [-3, -1, 0, 1, 2, 100], "u": [0, 1, 2, 3, 200, 255], "f": [-1.5, -0.25, 0, 0.5, 1, 1024]}
TYPES = "|b1 |i1 |u1 <i2 >i2 <u2 >u2 <i4 >i4 <u4 >u4 <i8 >i8 <u8 >u8 <f2 >f2 <f4 >f4 <f8 >f8".split()

GOLDENS = {
    "numbers": {name: np.array(SAMPLES[name[1]], dtype=name).reshape(2, 3) for name in TYPES},
    "extremes": {
        "u64": np.array([2**64 - 1, 2**63, 2**53 + 1], dtype="<u8"),
        "i64": np.array([-(2**63), 2**63 - 1], dtype=">i8"),
        "nan": np.array([np.nan, np.inf, -np.inf], dtype="<f4"),
        "half": np.array([65504, 6e-8, np.inf], dtype="<f2"),
    },
    "odd-arrays": {
        "zero": np.array(0.5, dtype="<f4"),
        "zero-text": np.array("pick up"),
        "bytes": np.array([b"ab", b"c"]),
        "texts": np.array(["red", "blue bowl"]),
        "empty": np.zeros((0, 7), "<f4"),
        "nothing": np.zeros((3, 0, 2), ">i2"),
        "days": np.array(["2026-11-22"], dtype="<M8[D]"),
        "waits": np.array([5, 6], dtype="<m8[25us]"),
        "long": np.array([1, 2], dtype=np.longdouble),
        "fortran": np.asfortranarray(np.arange(6, dtype="<i4").reshape(2, 3)),
        "five": np.zeros((1, 1, 2, 1, 1), "|u1"),
    },
    "odd-scalars": {
        "f2": np.float16(0.5),
        "f4": np.float32(1.5),
        "i1": np.int8(-5),
        "i8": np.int64(-(2**63)),
        "u8": np.uint64(2**64 - 1),
        "b": np.bool_(False),
        "u1": np.uint8(200),
        "td": np.timedelta64(7, "ns"),
        "be": np.array([1.5], dtype=">f4")[0],
    },
    "plain": {
        "none": None,
        "t": True,
        "f": False,
        "ints": [0, 1, 127, 128, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1]
        + [-1, -32, -33, -128, -129, -32768, -32769, -(2**31), -(2**31) - 1, -(2**63)],
        "floats": [0.0, -0.0, 1e308, 5e-324],
        "bin": b"\x00\x01",
        "text": "grün 緑 🤖",
        "long": "x" * 300,
        "longer": "y" * 13000,
        "deep": {"a": {"b": {"c": [1, [2, [3]]]}}},
        "many": list(range(20)),
        "wide": {f"k{i}": i for i in range(20)},
        "np64": np.float64(0.25),
        "tuple": (1, 2),
        "big": b"\x07" * 70000,
    },
    # What the worker program's command serve says, is asked and answers; the numbers of its action are stars.
    "served-metadata": {
        "policy": "tabletop-bc",
        "version": "07eee0528991d18bd1bd1f2c1805534d9c2e3e16641d799ae482d8a2fb9377c8",
        "embodiment": "tabletop-arm-6dof",
        "scenes": ["blocks-and-bowls"],
        "inputs": ["observation/image=u1:64x64x3", "observation/state=f4:6", "prompt=text"],
        "action_width": 5,
    },
    "served-observation": {
        "observation/image": (np.arange(64 * 64 * 3) % 251).astype("|u1").reshape(64, 64, 3),
        "observation/state": np.array([0.1, 0.2, 0.3, 0, 0.5, 1], dtype="<f4"),
        "prompt": "put the red cube in the blue bowl",
    },
    "served-actions": {"actions": np.frombuffer(b"*" * 20, dtype="<f4").reshape(1, 5)},
    "roboarena-actions": np.arange(16, dtype="<f4").reshape(2, 8) / 16,
}

for name, message in GOLDENS.items():
    pathlib.Path(sys.argv[1], name + ".msgpack").write_bytes(msgpack.packb(message, default=hook))
