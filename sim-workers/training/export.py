"""Writes what was trained as ONNX files, and beside each what the network here says to two inputs: NAME.check.json.

words.onnx reads a sentence's pieces, goal.onnx a goal picture, policy.onnx acts; slots.onnx is the eye alone, for others to build on.
"""

import argparse
import json
import pathlib

import numpy
import onnx
import torch

import arm
import perception
import slots
import words


def write(network, inputs, names, outputs, path):
    network.eval()
    draft = path.with_suffix(".part")
    torch.onnx.export(network, inputs, str(draft), input_names=names, output_names=outputs, opset_version=14,
                      dynamic_axes={name: {0: "rows"} for name in names + outputs})
    onnx.checker.check_model(onnx.load(draft))
    draft.rename(path)
    with torch.no_grad():
        said = network(*inputs)
    said = [said] if isinstance(said, torch.Tensor) else said
    path.with_suffix(".check.json").write_text(json.dumps({
        "inputs": {name: value.flatten(1).tolist() for name, value in zip(names, inputs)},
        "outputs": {name: value.flatten(1).tolist() for name, value in zip(outputs, said)}}))
    print(path.name, path.stat().st_size // 1024, "KiB", flush=True)


class SlotsOnly(torch.nn.Module):
    """Presence as a probability, metres, cosine and sine of four times the turn."""

    def __init__(self, seeing, hand):
        super().__init__()
        self.seeing = seeing
        self.register_buffer("mean", hand.mean)
        self.register_buffer("deviation", hand.deviation)

    def forward(self, image, proprioception):
        found = self.seeing(image, proprioception)
        return torch.cat([torch.sigmoid(found[..., :1]), found[..., 1:4] * self.deviation + self.mean, found[..., 4:]], -1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=pathlib.Path, required=True, help="folder with perception.pt, goal.pt, words.pt")
    parser.add_argument("--hand", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    seeing = perception.Perception()
    seeing.load_state_dict(torch.load(options.run / "perception.pt"))
    hand = arm.Hand(numpy.zeros((len(slots.PLACES), 3), numpy.float32))
    hand.load_state_dict(torch.load(options.hand))
    image, body = torch.randint(0, 255, (2, 64, 64, 3), dtype=torch.uint8), torch.zeros(2, 6)
    intent, goal, by_picture = torch.rand(2, words.INTENT), torch.rand(2, arm.GOAL), torch.zeros(2, 1)
    write(arm.Policy(seeing, hand), (image, body, intent, goal, by_picture),
          ["image", "proprioception", "intent", "goal", "by_picture"], ["action"], options.out / "policy.onnx")
    write(SlotsOnly(seeing, hand), (image, body), ["image", "proprioception"], ["slots"], options.out / "slots.onnx")
    state = torch.load(options.run / "words.pt")
    reader = words.Words(state["meanings"][:, :3].long() * 0)
    reader.meanings = torch.zeros_like(state["meanings"])
    reader.load_state_dict(state)
    pieces, present = torch.randn(2, words.PIECES, words.WIDTH), torch.ones(2, words.PIECES)
    write(reader, (pieces, present), ["pieces", "present"], ["intent", "known"], options.out / "words.onnx")
    if (options.run / "goal.pt").exists():
        reader = perception.GoalReader()
        reader.load_state_dict(torch.load(options.run / "goal.pt"))
        write(reader, (torch.randint(0, 255, (2, 60, 80, 3), dtype=torch.uint8),), ["picture"], ["goal"], options.out / "goal.onnx")


if __name__ == "__main__":
    main()
