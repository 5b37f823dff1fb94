"""Teaches the navigation policy what to expect of goal pictures, and writes expects.pt. See ../NAVIGATION.md for the commands.

Of the views that the trunk has learned from, those are taken that are like pictures of finished tasks: in a corner and looking out of the
room, on the dock, as far from a piece of furniture or the door as its task wants and looking towards it, or in mid-room.
"""

import argparse
import math
import pathlib
import time

import torch

import navigation_network as network
import navigation_see as see

CORNERS = ((-1.95, -2.2), (-1.95, 2.2), (2.45, -2.2), (2.45, 2.2))
CORNER_HALF_M, DOCK_HALF_M = 0.33, 0.25
# How near to the middle of each sight its task wants the robot: lamp, plant, chest, table, sofa, door; the dock is a place to stand on.
WITHIN_M = (0.8, 0.8, 0.92, 0.95, 1.2, 0.85)
MID_X_M, MID_Y_M = (-1.6, 2.0), 1.7


def like_goals(views):
    place, heading = views.place, views.heading
    wanted = torch.zeros(len(place), dtype=torch.bool)
    for corner in CORNERS:
        out = torch.sign(torch.tensor(corner))
        inside = ((place - torch.tensor(corner)).abs() < CORNER_HALF_M).all(1)
        wanted |= inside & (heading * out > 0).all(1)
    corners = wanted.clone()
    wanted |= ((place - torch.tensor((2.5, -1.3))).abs() < DOCK_HALF_M).all(1)
    far = views.sight[:, :6].norm(dim=2)
    towards = torch.atan2(views.sight[:, :6, 1], views.sight[:, :6, 0]).abs() < 0.7
    wanted |= (towards & ((far - (torch.tensor(WITHIN_M) - 0.1)).abs() < 0.15)).any(1)
    wanted |= (place[:, 0] > MID_X_M[0]) & (place[:, 0] < MID_X_M[1]) & (place[:, 1].abs() < MID_Y_M)
    return torch.nonzero(wanted).flatten(), corners


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--trunk", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the file to write")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=256)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    views = see.Views(options.views)
    chosen, corners = like_goals(views)
    chosen = chosen[torch.randperm(len(chosen))[:9000]]
    chosen = torch.cat([chosen, torch.nonzero(corners).flatten()]).unique()
    trunk = network.Trunk()
    trunk.load_state_dict(torch.load(options.trunk))
    trunk.eval()
    with torch.no_grad():
        raw = torch.cat([trunk(network.pixels(views.images[part])) for part in chosen.split(256)])
    place, in_corner, kept_back = views.place[chosen], corners[chosen], views.kept_back[chosen]
    learn = torch.nonzero(~kept_back).flatten()
    weight = torch.where(in_corner, 3.0, 1.0)[learn]
    expects = network.Expectation()
    optimiser = torch.optim.AdamW(expects.parameters(), 2e-3, weight_decay=1e-2)
    for step in range(1, options.steps + 1):
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * (0.01 + 0.99 * (1 + math.cos(math.pi * step / options.steps)) / 2)
        index = learn[torch.multinomial(weight, options.batch, replacement=True)]
        blurred = raw[index] + 0.03 * raw[index].abs().mean(0) * torch.randn(options.batch, raw.shape[1])
        answers = network.Answers(expects(blurred))
        loss = see.laplace(answers.place - place[index], answers.place_spread).sum(1).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
    expects.eval()
    with torch.no_grad():
        for name, part in (("corners", kept_back & in_corner), ("others", kept_back & ~in_corner)):
            before = (network.Answers(raw[part]).place - place[part]).norm(dim=1)
            after = (network.Answers(expects(raw[part])).place - place[part]).norm(dim=1)
            print(name, int(part.sum()), "of", int(in_corner.sum()), "place off by", before.quantile(0.5).item(),
                  before.quantile(0.9).item(), "then", after.quantile(0.5).item(), after.quantile(0.9).item(),
                  "m;", time.process_time(), "s of processors")
    torch.save(expects.state_dict(), options.out)


if __name__ == "__main__":
    main()
