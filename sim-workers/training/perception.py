"""Finds the objects of the arm's scenes in a picture.

A small convolutional trunk ends in one attention map a slot; what a map rests on - place in the picture and local features - becomes, with
weights of the slot's own, whether the object is there and where: metres on the table and four times its turn as cosine and sine.
Labels come from the simulator, in training only.
"""

import argparse
import copy
import math
import pathlib
import time

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

import slots

MEAN, DEVIATION = (0.04, 0.0, 0.03), (0.1, 0.14, 0.04)
BODY_MEAN, BODY_DEVIATION = (0.03, 0.0, 0.12, 0.0, 0.05, 0.5), (0.1, 0.14, 0.07, 0.12, 0.03, 0.5)


class Eye(nn.Module):
    """Pixels (and what the arm feels) to slots [n, slots, 6]: logit of presence, x, y, z in units of DEVIATION, cos 4 yaw, sin 4 yaw."""

    def __init__(self, rows, columns, felt, channels=(24, 48, 48), hidden=64):
        super().__init__()
        self.first = nn.Conv2d(3, channels[0], 5, stride=2, padding=2)
        self.second = nn.Conv2d(channels[0], channels[1], 3, stride=2, padding=1)
        self.third = nn.Conv2d(channels[1], channels[2], 3, padding=1)
        self.fourth = nn.Conv2d(channels[2], channels[2], 3, padding=1)
        count = len(slots.SLOTS)
        self.attention = nn.Conv2d(channels[2], count, 1)
        self.rows, self.columns = rows, columns
        across = ((torch.arange(columns).float() + 0.5) / columns * 2 - 1).repeat(rows, 1)
        down = ((torch.arange(rows).float() + 0.5) / rows * 2 - 1).repeat(columns, 1).t()
        self.register_buffer("cells", torch.stack([across.reshape(-1), down.reshape(-1)], 1))
        inputs = 2 + 2 * channels[2] + felt
        self.inner = nn.Parameter(torch.randn(count, inputs, hidden) / math.sqrt(inputs))
        self.inner_bias = nn.Parameter(torch.zeros(count, 1, hidden))
        self.outer = nn.Parameter(torch.randn(count, hidden, 6) / math.sqrt(hidden))
        self.outer_bias = nn.Parameter(torch.zeros(count, 1, 6))

    def forward(self, pixels, felt=None):
        x = torch.relu(self.first(pixels))
        x = torch.relu(self.second(x))
        x = x + torch.relu(self.third(x))
        x = x + torch.relu(self.fourth(x))
        flat = x.flatten(2)
        logits = self.attention(x).flatten(2)
        weights = torch.softmax(logits, 2)
        points = torch.matmul(weights, self.cells)
        features = torch.matmul(weights, flat.transpose(1, 2))
        all_over = flat.mean(2)
        parts = [points, features, all_over.unsqueeze(1).expand(-1, len(slots.SLOTS), -1)]
        if felt is not None:
            parts.append(felt.unsqueeze(1).expand(-1, len(slots.SLOTS), -1))
        found = torch.cat(parts, 2).transpose(0, 1)
        hidden = torch.relu(torch.bmm(found, self.inner) + self.inner_bias)
        return (torch.bmm(hidden, self.outer) + self.outer_bias).transpose(0, 1), logits


class Perception(nn.Module):
    """The policy camera's eye."""

    def __init__(self):
        super().__init__()
        self.eye = Eye(16, 16, 6)
        self.register_buffer("body_mean", torch.tensor(BODY_MEAN))
        self.register_buffer("body_deviation", torch.tensor(BODY_DEVIATION))

    def felt(self, body):
        return (body - self.body_mean) / self.body_deviation

    def forward(self, image, body):
        """Image uint8 [n, 64, 64, 3], proprioception [n, 6]; slots [n, slots, 6]."""
        return self.eye(image.permute(0, 3, 1, 2).float() / 127.5 - 1, self.felt(body))[0]


class GoalReader(nn.Module):
    """The eye for goal pictures, which are taken by people's camera."""

    def __init__(self):
        super().__init__()
        self.eye = Eye(15, 20, 0)

    def forward(self, picture):
        """Picture uint8 [n, 60, 80, 3]; slots [n, slots * 6]: presence as a probability."""
        found = self.eye(picture.permute(0, 3, 1, 2).float() / 127.5 - 1)[0]
        return torch.cat([torch.sigmoid(found[:, :, :1]), found[:, :, 1:]], 2).flatten(1)


def network_slots(truth):
    """Slots as the simulator gives them (presence, x, y, z, yaw) to those of the network (presence, x, y, z, cos 4 yaw, sin 4 yaw)."""
    place = (truth[..., 1:4] - torch.tensor(MEAN)) / torch.tensor(DEVIATION)
    turn = 4 * truth[..., 4:5]
    return torch.cat([truth[..., :1], place, torch.cos(turn), torch.sin(turn)], -1)


def camera(eye, look_at, degrees, rows):
    eye, look_at = numpy.array(eye), numpy.array(look_at)
    forward = (look_at - eye) / numpy.linalg.norm(look_at - eye)
    right = numpy.cross(forward, [0, 0, 1])
    right /= numpy.linalg.norm(right)
    return eye, forward, right, numpy.cross(right, forward), 1 / math.tan(math.radians(degrees / 2))


POLICY_CAMERA = camera((0.56, 0, 0.60), (0.045, 0, 0.02), 44, 16)
PEOPLES_CAMERA = camera((0.78, 0, 0.62), (0, 0, 0.05), 46, 15)


def cell_targets(points, view, rows, columns):
    """Where points in metres are in the picture, as shares of the four cells around them; [n, slots, rows * columns]."""
    eye, forward, right, up, focal = (torch.tensor(part, dtype=torch.float32) for part in view)
    relative = points - eye
    depth = relative @ forward
    column = (columns / 2 + rows / 2 * focal * (relative @ right) / depth - 0.5).clamp(0, columns - 1.001)
    row = (rows / 2 - rows / 2 * focal * (relative @ up) / depth - 0.5).clamp(0, rows - 1.001)
    left, top = column.floor(), row.floor()
    first = (top * columns + left).long().unsqueeze(-1)
    right_share, low_share = (column - left).unsqueeze(-1), (row - top).unsqueeze(-1)
    targets = torch.zeros(*points.shape[:2], rows * columns)
    targets.scatter_(2, first, (1 - right_share) * (1 - low_share))
    targets.scatter_(2, first + 1, right_share * (1 - low_share))
    targets.scatter_(2, first + columns, (1 - right_share) * low_share)
    targets.scatter_(2, first + columns + 1, right_share * low_share)
    return targets


def augmented(images):
    """Other brightness, contrast and tint; never a shift, because the place in the picture is the place on the table."""
    n = len(images)
    x = images.permute(0, 3, 1, 2).float() / 127.5 - 1
    x = x * (1 + 0.12 * torch.randn(n, 1, 1, 1)) + 0.06 * torch.randn(n, 1, 1, 1)
    return x + 0.03 * torch.randn(n, 3, 1, 1) + 0.02 * torch.randn(n, 1, *x.shape[2:])


def loss_of(found, logits, truth, view, rows, columns):
    """Where the maps rest, whether objects are there, and where; by objects that are there. Also mean error on the table in metres."""
    wanted = network_slots(truth)
    there = wanted[..., 0]
    count = there.sum()
    presence = F.binary_cross_entropy_with_logits(found[..., 0], there)
    place = (F.smooth_l1_loss(found[..., 1:4], wanted[..., 1:4], beta=0.05, reduction="none").sum(-1) * there).sum() / count
    turn = (F.smooth_l1_loss(found[..., 4:], wanted[..., 4:], beta=0.2, reduction="none").sum(-1) * there).sum() / count
    rests = -((cell_targets(truth[..., 1:4], view, rows, columns) * F.log_softmax(logits, 2)).sum(-1) * there).sum() / count
    off = ((found[..., 1:3] - wanted[..., 1:3]) * torch.tensor(DEVIATION[:2])).norm(dim=-1)
    return place + 0.15 * turn + 0.1 * rests + 0.2 * presence, (off * there).sum() / count


def fit(eye, view, draw, steps, batch, rate, name, seconds, show):
    """Trains an eye on draw(batch) -> pictures, felt, slots; gives the averaged weights."""
    eye = eye.to(memory_format=torch.channels_last)
    average = copy.deepcopy(eye)
    optimiser = torch.optim.AdamW(eye.parameters(), rate, weight_decay=1e-4)
    started, shown = time.time(), []
    step = 0
    while step < steps:
        step += 1
        done = max(step / steps, (time.time() - started) / seconds)
        if done > 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, step / 150) * (0.02 + 0.98 * (1 + math.cos(math.pi * done)) / 2)
        pictures, felt, truth = draw(batch)
        found, logits = eye(augmented(pictures), felt)
        loss, off = loss_of(found, logits, truth, view, eye.rows, eye.columns)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(eye.parameters(), 1.0)
        optimiser.step()
        decay = min(0.998, step / (step + 20))
        with torch.no_grad():
            for kept, new in zip(average.parameters(), eye.parameters()):
                kept.lerp_(new, 1 - decay)
        shown.append((loss.item(), off.item()))
        if step % show == 0:
            value, error = numpy.mean(shown, 0)
            took = time.time() - started
            print(f"{name}: {took / 60:.1f} min, {step} steps, {step * batch / took:.0f} pictures/s, loss {value:.4f}, "
                  f"{1000 * error:.1f} mm", flush=True)
            shown = []
    return average


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--goal-steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--goal-minutes", type=float, default=8)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=pathlib.Path, help="weights of an earlier run to go on from")
    parser.add_argument("--show", type=int, default=100, help="steps between reports")
    options = parser.parse_args()
    torch.manual_seed(0)
    numpy.random.seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    data = slots.Samples(options.data)
    bodies, truth = torch.from_numpy(data.rows[:, :6].copy()), torch.from_numpy(data.slots)
    print(len(data), "samples,", len(data.pictured), "pictures", flush=True)
    perception, reader = Perception(), GoalReader()
    if options.start:
        perception.load_state_dict(torch.load(options.start / "perception.pt"))
    print(sum(p.numel() for p in perception.parameters()), "parameters", flush=True)

    def draw(count):
        index = numpy.sort(numpy.random.randint(0, len(data), count))
        body = bodies[index] + torch.randn(count, 6) * torch.tensor([0.002, 0.002, 0.0015, 0.02, 0.001, 0.0])
        return torch.from_numpy(data.batch_images(index)), perception.felt(body), truth[index]

    if options.steps:
        perception.eye = fit(perception.eye, POLICY_CAMERA, draw, options.steps, options.batch, options.rate, "eye", 60 * options.minutes,
                             options.show)
        torch.save(perception.state_dict(), options.out / "perception.pt")
    if options.goal_steps:
        # The filters are alike; only what is felt is missing here.
        for name in ("first", "second", "third", "fourth", "attention"):
            getattr(reader.eye, name).load_state_dict(getattr(perception.eye, name).state_dict())
        pictures = torch.from_numpy(numpy.concatenate(data.pictures))
        pictured = torch.from_numpy(truth.numpy()[data.pictured])

        def draw_goal(count):
            index = torch.randint(0, len(pictures), (count,))
            return pictures[index], None, pictured[index]

        reader.eye = fit(reader.eye, PEOPLES_CAMERA, draw_goal, options.goal_steps, options.batch, options.rate, "goal",
                         60 * options.goal_minutes, options.show)
        torch.save(reader.state_dict(), options.out / "goal.pt")


if __name__ == "__main__":
    main()
