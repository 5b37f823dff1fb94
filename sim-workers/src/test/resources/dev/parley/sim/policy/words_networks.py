"""Writes the two small networks by which tests follow a sentence to an action: words-reader.onnx and words-policy.onnx.

They learned nothing. The reader counts the word pieces and is sure to know a sentence of few. The policy moves to the right by a millimetre a
piece. Needs Debian's python3-onnx and python3-numpy. Usage: words_networks.py FOLDER
"""

import pathlib
import sys

import numpy as np
from onnx import TensorProto, helper

from goal_networks import constant, floats, model, pixels


def reader():
    return model(
        "words-reader",
        [
            helper.make_node("ReduceSum", ["present", "axis"], ["intent"], keepdims=1),
            helper.make_node("ReduceMean", ["pieces"], ["mean"], axes=[1, 2], keepdims=0),
            helper.make_node("Mul", ["mean", "nothing"], ["unused"]),
            helper.make_node("Reshape", ["unused", "column"], ["read"]),
            helper.make_node("Sub", ["many", "intent"], ["fewer"]),
            helper.make_node("Add", ["fewer", "read"], ["sure"]),
            helper.make_node("Sigmoid", ["sure"], ["known"]),
        ],
        [helper.make_tensor_value_info("pieces", TensorProto.FLOAT, ["n", 32, 384]), floats("present", 32)],
        [floats("intent", 1), floats("known", 1)],
        [
            helper.make_tensor("axis", TensorProto.INT64, [1], [1]),
            helper.make_tensor("column", TensorProto.INT64, [2], [-1, 1]),
            constant("nothing", [0.0]),
            constant("many", [[10.0]]),
        ],
    )


def policy():
    right = np.zeros((1, 5))
    right[0, 1] = 0.001
    return model(
        "words-policy",
        [
            helper.make_node("MatMul", ["intent", "right"], ["by_words"]),
            helper.make_node("MatMul", ["proprioception", "feels"], ["by_body"]),
            helper.make_node("Cast", ["image"], ["as_floats"], to=TensorProto.FLOAT),
            helper.make_node("ReduceMean", ["as_floats"], ["mean"], axes=[1, 2], keepdims=0),
            helper.make_node("MatMul", ["mean", "dims"], ["by_sight"]),
            helper.make_node("Sum", ["by_words", "by_body", "by_sight"], ["action"]),
        ],
        [pixels("image", 64, 64), floats("proprioception", 6), floats("intent", 1)],
        [floats("action", 5)],
        [constant("right", right), constant("feels", np.zeros((6, 5))), constant("dims", np.zeros((3, 5)))],
    )


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    (folder / "words-reader.onnx").write_bytes(reader())
    (folder / "words-policy.onnx").write_bytes(policy())
