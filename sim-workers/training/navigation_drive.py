"""Teaches the navigation policy's small network to drive as the expert does, and writes the whole policy as ONNX.

--drives is a folder written by GenerateDrives: true situations. They are blurred here as a belief is. See ../NAVIGATION.md for the commands.
"""

import argparse
import math
import pathlib
import time

import numpy
import onnx
import torch
import torch.nn.functional as F

import navigation_network as network

COLUMNS = 11 + 2 * network.FURNITURE
HALF_TRACK_M, WHEEL_RADIUS_M = 0.15, 0.08


def spread(count, low, high):
    """Spreads drawn evenly on a logarithmic scale."""
    return torch.exp(torch.rand(count, 1) * math.log(high / low) + math.log(low))


def blurred(policy, rows):
    """What a robot would believe in true situations, and what the expert would do in them."""
    count = len(rows)
    place, angle, speed, rate = rows[:, 0:2], rows[:, 2], rows[:, 3], rows[:, 4]
    furniture = rows[:, 5:5 + 2 * network.FURNITURE].reshape(-1, network.FURNITURE, 2)
    goal, goal_angle, gone = rows[:, 15:17], rows[:, 17], rows[:, 18]
    here = (goal - place).norm(dim=1, keepdim=True) < 0.06
    # Every drive starts somewhere, and few situations do: more of them, or standing still would look like turning on the spot.
    begins = (torch.rand(count) < 0.4) & ((goal - place).norm(dim=1) > 0.3)
    gone = torch.where(begins, torch.zeros(count), gone)
    touches = ((furniture - place.unsqueeze(1)).norm(dim=2) < torch.tensor(network.TOUCHING_M)).any(1).float()
    off = spread(count, 0.01, 0.12)
    place = place + off * torch.randn(count, 2)
    angle = angle + 0.02 * torch.randn(count)
    known = torch.exp(torch.rand(count, network.FURNITURE) * 12 - 4)
    error = (1.2 / torch.sqrt(known)).clamp(0.02, 2).unsqueeze(2)
    furniture = furniture + error * torch.randn(count, network.FURNITURE, 2) + off.unsqueeze(1) * torch.randn(count, 1, 2)
    # Only pictures taken in mid-room say so little that their place is hardly known, and those are of turning on the spot.
    goal_spread = torch.where(here, spread(count, 0.02, 1.5), spread(count, 0.02, 0.7))
    certain = network.TRUST / goal_spread ** 2
    goal = goal + goal_spread * torch.randn(count, 2)
    goal = (certain * goal + network.HERE * place) / (certain + network.HERE)
    goal_angle = goal_angle + 0.03 * torch.randn(count)
    certain = (certain * torch.exp(0.4 * torch.randn(count, 1)) + network.HERE).repeat(1, 2)
    wheels = torch.stack([speed - rate * HALF_TRACK_M, speed + rate * HALF_TRACK_M], 1) / WHEEL_RADIUS_M
    felt = torch.cat([gone.unsqueeze(1), torch.zeros(count, 2), wheels, touches.unsqueeze(1)], 1)
    way = torch.stack([torch.cos(angle), torch.sin(angle)], 1)
    goal_way = torch.stack([torch.cos(goal_angle), torch.sin(goal_angle)], 1)
    return policy.features(felt, place, way, furniture, known, goal, goal_way, certain), rows[:, 19:21]


def losses(policy, features, right):
    speed, turn, still = policy.act(features)
    rests = (right.abs().sum(1) == 0).float()
    drives = F.smooth_l1_loss(speed / network.MAX_FORWARD_M_S, right[:, 0] / network.MAX_FORWARD_M_S, beta=0.1)
    turns = F.smooth_l1_loss(turn / network.MAX_TURN_RAD_S, right[:, 1] / network.MAX_TURN_RAD_S, beta=0.1)
    return drives, turns, 0.2 * F.binary_cross_entropy_with_logits(still, rests)


def export(policy, path):
    policy.eval()
    picture = torch.zeros(1, network.SIDE, network.SIDE, 3, dtype=torch.uint8)
    inputs = (picture, torch.zeros(1, network.FELT), picture, torch.zeros(1, network.MEMORY))
    names = ["image", "proprioception", "goal", "memory"]
    outputs = ["action", "memory_after", "situation"]
    draft = path.with_suffix(".part")
    torch.onnx.export(policy, inputs, str(draft), input_names=names, output_names=outputs, opset_version=14,
                      dynamic_axes={name: {0: "n"} for name in names + outputs})
    # The exporter does not see how wide these are.
    written = onnx.load(draft)
    for output, width in zip(written.graph.output, (2, network.MEMORY, network.Policy.width())):
        output.type.tensor_type.shape.dim[1].dim_value = width
    onnx.checker.check_model(written)
    onnx.save(written, draft)
    draft.rename(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trunk", type=pathlib.Path, required=True)
    parser.add_argument("--expects", type=pathlib.Path, required=True)
    parser.add_argument("--drives", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the ONNX file to write")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    policy = network.Policy()
    policy.trunk.load_state_dict(torch.load(options.trunk))
    policy.expects.load_state_dict(torch.load(options.expects))
    rows = torch.from_numpy(numpy.fromfile(options.drives / "drives.f32", dtype="<f4").reshape(-1, COLUMNS).copy())
    optimiser = torch.optim.AdamW(policy.drive.parameters(), options.rate, weight_decay=1e-4)
    shown, started = [], time.time()
    for step in range(1, options.steps + 1):
        cooling = 0.01 + 0.99 * (1 + math.cos(math.pi * step / options.steps)) / 2
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, step / 100) * cooling
        features, right = blurred(policy, rows[torch.randint(0, len(rows), (options.batch,))])
        parts = losses(policy, features, right)
        optimiser.zero_grad(set_to_none=True)
        sum(parts).backward()
        torch.nn.utils.clip_grad_norm_(policy.drive.parameters(), 5.0)
        optimiser.step()
        shown.append([part.item() for part in parts])
        if step % 500 == 0 or step == options.steps:
            print(f"{time.time() - started:.0f} s ({time.process_time():.0f} of processors), step {step}: speed, turn, still",
                  numpy.mean(shown, 0).round(4), flush=True)
            shown = []
    export(policy, options.out)


if __name__ == "__main__":
    main()
