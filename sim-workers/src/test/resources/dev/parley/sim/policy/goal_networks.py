"""Writes the two small networks by which tests follow a goal picture to an action: goal-reader.onnx and goal-policy.onnx.

They learned nothing. The reader gives a picture's mean red, green and blue, 0 to 1. The policy moves by a hundredth of each and turns
by a tenth of a radian when it goes by a picture; the first number of the sentence raises the arm by a hundredth of it, and the
sum of the sentence decides how well it says it knows the words. Needs Debian's python3-onnx and python3-numpy. Usage: goal_networks.py FOLDER
"""

import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, checker, helper, numpy_helper


def constant(name, values):
    return numpy_helper.from_array(np.asarray(values, np.float32), name)


def model(name, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], producer_name="parley")
    made.ir_version = 8
    checker.check_model(made)
    return made.SerializeToString()


def floats(name, width):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", width])


def pixels(name, height, width):
    return helper.make_tensor_value_info(name, TensorProto.UINT8, ["n", height, width, 3])


def reader():
    return model(
        "goal-reader",
        [
            helper.make_node("Cast", ["picture"], ["as_floats"], to=TensorProto.FLOAT),
            helper.make_node("ReduceMean", ["as_floats"], ["mean"], axes=[1, 2], keepdims=0),
            helper.make_node("Mul", ["mean", "scale"], ["goal"]),
        ],
        [pixels("picture", 60, 80)],
        [floats("goal", 3)],
        [constant("scale", 1 / 255)],
    )


def policy():
    moves = np.zeros((4, 5))
    moves[0, 0] = moves[1, 1] = moves[2, 2] = 0.01
    moves[3, 3] = 0.1
    raises = np.zeros((384, 5))
    raises[0, 2] = 0.01
    dims = np.zeros((3, 5))
    dims[:, 4] = -1 / 3 / 255 / 2
    return model(
        "goal-policy",
        [
            helper.make_node("Concat", ["goal", "by_picture"], ["shown"], axis=1),
            helper.make_node("MatMul", ["shown", "moves"], ["by_goal"]),
            helper.make_node("MatMul", ["sentence", "raises"], ["by_words"]),
            helper.make_node("MatMul", ["proprioception", "feels"], ["by_body"]),
            helper.make_node("Cast", ["image"], ["as_floats"], to=TensorProto.FLOAT),
            helper.make_node("ReduceMean", ["as_floats"], ["mean"], axes=[1, 2], keepdims=0),
            helper.make_node("MatMul", ["mean", "dims"], ["by_sight"]),
            helper.make_node("Sum", ["by_goal", "by_words", "by_body", "by_sight", "open"], ["action"]),
            helper.make_node("MatMul", ["sentence", "sums"], ["sum"]),
            helper.make_node("Sigmoid", ["sum"], ["known"]),
        ],
        [pixels("image", 64, 64), floats("proprioception", 6), floats("sentence", 384), floats("goal", 3), floats("by_picture", 1)],
        [floats("action", 5), floats("known", 1)],
        [
            constant("moves", moves),
            constant("raises", raises),
            constant("feels", np.zeros((6, 5))),
            constant("dims", dims),
            constant("open", [[0, 0, 0, 0, 1]]),
            constant("sums", np.ones((384, 1))),
        ],
    )


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    (folder / "goal-reader.onnx").write_bytes(reader())
    (folder / "goal-policy.onnx").write_bytes(policy())
