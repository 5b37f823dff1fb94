"""Teaches the navigation policy's trunk to tell from a picture where it was taken and what stands where, and writes trunk.pt.

--views are folders written by GenerateViews. See ../NAVIGATION.md for the commands.
"""

import argparse
import math
import pathlib
import time

import numpy
import torch
import torch.nn.functional as F

import navigation_network as network

# The last views are measured on and not learned from.
KEPT_BACK = 1200
COLUMNS = 4 + 2 * network.FURNITURE
HALF_VIEW_RAD = math.radians(33)
# Half widths of the sights, metres: a part of one may be in the picture while its middle is not.
HALF_WIDTH_M = (0.18, 0.17, 0.3, 0.32, 0.45, 0.45, 0.3)


class Views:
    def __init__(self, folders):
        tables = [numpy.fromfile(folder / "views.f32", dtype="<f4").reshape(-1, COLUMNS) for folder in folders]
        self.images = torch.from_numpy(numpy.concatenate([
            numpy.fromfile(folder / "images.u8", numpy.uint8).reshape(-1, network.SIDE, network.SIDE, 3) for folder in folders]))
        rows = torch.from_numpy(numpy.concatenate(tables))
        self.kept_back = torch.arange(len(rows)) >= len(rows) - KEPT_BACK
        self.place = rows[:, 1:3]
        self.heading = torch.stack([torch.cos(rows[:, 3]), torch.sin(rows[:, 3])], 1)
        fixed = torch.tensor(network.FIXED_SIGHTS).expand(len(rows), 2, 2)
        sights = torch.cat([rows[:, 4:].reshape(-1, network.FURNITURE, 2), fixed], 1)
        self.sight = network.turned_back(sights - self.place.unsqueeze(1), self.heading)
        distance = self.sight.norm(dim=2)
        bearing = torch.atan2(self.sight[:, :, 1], self.sight[:, :, 0]).abs()
        self.visible = (bearing < HALF_VIEW_RAD + torch.atan(torch.tensor(HALF_WIDTH_M) / distance)).float()

    def batch(self, index):
        return self.images[index], self.place[index], self.heading[index], self.sight[index], self.visible[index]


def laplace(error, log_spread):
    """Negative logarithm of the likelihood of errors that are Laplace distributed, up to a constant."""
    return log_spread + error.abs() * torch.exp(-log_spread)


def losses(raw, place, heading, sight, visible):
    """Place, heading (von Mises; the length of the vector is its concentration), visible or not, and where it stands."""
    answers = network.Answers(raw)
    length = answers.heading.norm(dim=1)
    around = length + torch.log(torch.special.i0e(length)) - (answers.heading * heading).sum(1)
    seen = F.binary_cross_entropy_with_logits(answers.visible, visible, reduction="none").sum(1)
    stands = (visible * laplace((answers.sight - sight).abs().mean(2), answers.sight_spread)).sum(1)
    at = laplace(answers.place - place, answers.place_spread).sum(1)
    return at, around, seen, stands


def measure(trunk, views, index):
    trunk.eval()
    with torch.no_grad():
        image, place, heading, sight, visible = views.batch(index)
        raw = torch.cat([trunk(network.pixels(part)) for part in image.split(256)])
        loss = sum(part.mean().item() for part in losses(raw, place, heading, sight, visible))
        answers = network.Answers(raw)
        off = (answers.place - place).norm(dim=1)
        away = torch.acos((network.unit(answers.heading) * heading).sum(1).clamp(-1, 1))
        surely = (visible * torch.sigmoid(answers.visible)) > 0.8
        stands = (answers.sight - sight).norm(dim=2)[surely]
        right = ((answers.visible > 0) == (visible > 0.5)).float().mean()
        spread = answers.sight_spread[surely].exp()
    trunk.train()
    return (f"loss {loss:.3f} place {off.quantile(0.5):.3f}/{off.quantile(0.9):.3f} m heading {away.quantile(0.5):.3f}/"
            f"{away.quantile(0.9):.3f} rad visible {right:.3f} sights {stands.quantile(0.5):.3f}/{stands.quantile(0.9):.3f} m "
            f"(spread {spread.median():.3f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--show-steps", type=int, default=200)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=pathlib.Path, help="a trunk to go on from")
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    views = Views(options.views)
    kept_back = torch.nonzero(views.kept_back).flatten()
    count = int(kept_back[0])
    trunk = network.Trunk().to(memory_format=torch.channels_last)
    if options.start:
        trunk.load_state_dict(torch.load(options.start))
    print(sum(p.numel() for p in trunk.parameters()), "parameters,", count, "views to learn from", flush=True)
    optimiser = torch.optim.AdamW(trunk.parameters(), options.rate, weight_decay=1e-3)
    started = time.time()
    order = torch.randperm(count)
    for step in range(1, options.steps + 1):
        cooling = 0.01 + 0.99 * (1 + math.cos(math.pi * step / options.steps)) / 2
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, step / 100) * cooling
        if len(order) < options.batch:
            order = torch.randperm(count)
        index, order = order[:options.batch], order[options.batch:]
        image, *truth = views.batch(index)
        bright = 1 + 0.08 * torch.randn(len(index), 1, 1, 1)
        raw = trunk(network.pixels(image) * bright + 0.04 * torch.randn(len(index), 3, 1, 1))
        loss = sum(part.mean() for part in losses(raw, *truth))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trunk.parameters(), 5.0)
        optimiser.step()
        if step % options.show_steps == 0 or step == options.steps:
            seconds = time.time() - started
            print(f"{seconds / 60:.1f} min ({time.process_time() / 60:.1f} of processors), step {step}, "
                  f"{step * options.batch / seconds:.0f} views/s, {measure(trunk, views, kept_back)}", flush=True)
            torch.save(trunk.state_dict(), options.out / f"trunk-{step:05d}.pt")
    torch.save(trunk.state_dict(), options.out / "trunk.pt")


if __name__ == "__main__":
    main()
