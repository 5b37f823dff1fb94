"""Trains the planner's look at skills: from the policy's picture and what the arm feels, whether a skill is done and whether the low-level
policy would do it from here.

A small convolutional trunk ends in one attention map an object; what a map rests on becomes a few numbers a slot, three of which are taught
to be metres on the table. A skill picks its object's and its target's slots; a small network answers. Data are the tries that
dev.parley.sim.planner.TrySkills writes: what held in every picture, and how every try ended. Writes affordance.onnx, planner.json's lists,
and what was right on episodes kept back.
"""

import argparse
import json
import math
import pathlib
import time

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

PLAIN, SKILL, OUTCOME = 9, 7, 8
BODY_MEAN, BODY_DEVIATION = (0.03, 0.0, 0.12, 0.0, 0.05, 0.5), (0.1, 0.14, 0.07, 0.12, 0.03, 0.5)
PLACE_MEAN, PLACE_DEVIATION = (0.04, 0.0, 0.03), (0.1, 0.14, 0.04)


def verb(skill):
    arguments = skill["arguments"]
    return {"beside": arguments.get("side"), "joint": arguments.get("state")}.get(skill["kind"], skill["kind"])


class Tries:
    """All folders of tries, their skills spelt in one code."""

    def __init__(self, folders):
        abouts = [json.loads((folder / "about.json").read_text()) for folder in folders]
        skills = [skill for about in abouts for skill in about["skills"]]
        self.slots = sorted({name for about in abouts for name in about["objects"]})
        targets = {skill["arguments"].get("target", "") for skill in skills} - {""}
        self.places = sorted(targets - set(self.slots))
        self.verbs = sorted({verb(skill) for skill in skills})
        self.images, self.parts, episodes = [], [], 0
        for folder, about in zip(folders, abouts):
            rows = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, PLAIN + 3 * len(about["objects"]))
            images = numpy.memmap(folder / "images.u8", numpy.uint8, "r")[: len(rows) * 64 * 64 * 3].reshape(-1, 64, 64, 3)
            holds = numpy.fromfile(folder / "holds.u8", numpy.uint8)[: len(rows) * len(about["skills"])].reshape(len(rows), -1)
            where = numpy.zeros((len(rows), len(self.slots), 3), numpy.float32)
            there = numpy.zeros(len(self.slots), numpy.float32)
            for i, name in enumerate(about["objects"]):
                slot = self.slots.index(name)
                there[slot] = 1
                where[:, slot] = (rows[:, PLAIN + 3 * i:PLAIN + 3 * i + 3] - PLACE_MEAN) / PLACE_DEVIATION
            code = numpy.stack([self.code(skill) for skill in about["skills"]])
            episode = rows[:, 6].astype(int) + episodes
            episodes = episode.max() + 1
            self.parts.append((images, rows, holds, where, there, code, episode))

    def code(self, skill):
        code = numpy.zeros(2 * len(self.slots) + len(self.places) + len(self.verbs), numpy.float32)
        code[self.slots.index(skill["arguments"]["object"])] = 1
        target = skill["arguments"].get("target", "")
        if target in self.slots:
            code[len(self.slots) + self.slots.index(target)] = 1
        elif target:
            code[2 * len(self.slots) + self.places.index(target)] = 1
        code[2 * len(self.slots) + len(self.places) + self.verbs.index(verb(skill))] = 1
        return code

    def draw(self, count, kept_back, random):
        """Pictures with one skill each: the one that is tried, one that holds, or any. Able is -1 where nobody knows."""
        out = []
        for _ in range(count):
            images, rows, holds, where, there, code, episode = self.parts[random.randint(len(self.parts))]
            while True:
                i = random.randint(len(rows))
                if (episode[i] % 8 == 7) == kept_back:
                    break
            tried, chance = int(rows[i, SKILL]), random.rand()
            held = numpy.flatnonzero(holds[i])
            if tried >= 0 and chance < 0.45:
                skill = tried
            elif len(held) and chance < 0.75:
                skill = random.choice(held)
            else:
                skill = random.randint(len(code))
            done = holds[i, skill]
            able = 0.0 if done else rows[i, OUTCOME] if skill == tried else -1.0
            out.append((images[i], rows[i, :6], code[skill], done, able, where[i], there))
        columns = [numpy.stack(column) if isinstance(column[0], numpy.ndarray) else numpy.array(column, numpy.float32) for column in zip(*out)]
        return [torch.from_numpy(column) for column in columns]


class Look(nn.Module):
    """Image uint8 [n, 64, 64, 3], proprioception [n, 6], skill [n, code]; probabilities able and done [n, 2]."""

    def __init__(self, slots, places, verbs, width=12):
        super().__init__()
        self.slots, self.places = slots, places
        self.first = nn.Conv2d(3, 24, 5, stride=2, padding=2)
        self.second = nn.Conv2d(24, 48, 3, stride=2, padding=1)
        self.third = nn.Conv2d(48, 48, 3, padding=1)
        self.attention = nn.Conv2d(48, slots, 1)
        across = ((torch.arange(16).float() + 0.5) / 8 - 1).repeat(16, 1)
        self.register_buffer("cells", torch.stack([across.reshape(-1), across.t().reshape(-1)], 1))
        self.inner = nn.Parameter(torch.randn(slots, 2 + 96 + 6, 48) / math.sqrt(104))
        self.inner_bias = nn.Parameter(torch.zeros(slots, 1, 48))
        self.outer = nn.Parameter(torch.randn(slots, 48, width) / math.sqrt(48))
        self.outer_bias = nn.Parameter(torch.zeros(slots, 1, width))
        self.answer = nn.Sequential(nn.Linear(2 * width + 3 + places + verbs + 6, 96), nn.ReLU(), nn.Linear(96, 64), nn.ReLU(), nn.Linear(64, 2))
        self.register_buffer("body_mean", torch.tensor(BODY_MEAN))
        self.register_buffer("body_deviation", torch.tensor(BODY_DEVIATION))

    def found(self, pixels, felt):
        x = torch.relu(self.first(pixels))
        x = torch.relu(self.second(x))
        x = x + torch.relu(self.third(x))
        flat = x.flatten(2)
        weights = torch.softmax(self.attention(x).flatten(2), 2)
        parts = [torch.matmul(weights, self.cells), torch.matmul(weights, flat.transpose(1, 2)),
                 flat.mean(2).unsqueeze(1).expand(-1, self.slots, -1), felt.unsqueeze(1).expand(-1, self.slots, -1)]
        hidden = torch.relu(torch.bmm(torch.cat(parts, 2).transpose(0, 1), self.inner) + self.inner_bias)
        return (torch.bmm(hidden, self.outer) + self.outer_bias).transpose(0, 1)

    def logits(self, pixels, body, skill):
        felt = (body - self.body_mean) / self.body_deviation
        slots = self.found(pixels, felt)
        moved = (slots * skill[:, :self.slots].unsqueeze(2)).sum(1)
        goal = (slots * skill[:, self.slots:2 * self.slots].unsqueeze(2)).sum(1)
        return self.answer(torch.cat([moved, goal, moved[:, :3] - goal[:, :3], skill[:, 2 * self.slots:], felt], 1)), slots

    def forward(self, image, proprioception, skill):
        return torch.sigmoid(self.logits(image.permute(0, 3, 1, 2).float() / 127.5 - 1, proprioception, skill)[0])


def loss_of(look, batch, augment):
    image, body, skill, done, able, where, there = batch
    pixels = image.permute(0, 3, 1, 2).float() / 127.5 - 1
    if augment:
        n = len(pixels)
        pixels = pixels * (1 + 0.1 * torch.randn(n, 1, 1, 1)) + 0.05 * torch.randn(n, 3, 1, 1)
    logits, slots = look.logits(pixels, body, skill)
    known = (able >= 0).float()
    place = (F.smooth_l1_loss(slots[:, :, :3], where, beta=0.05, reduction="none").sum(2) * there).sum() / there.sum()
    sure = F.binary_cross_entropy_with_logits(logits[:, 1], done)
    ability = (F.binary_cross_entropy_with_logits(logits[:, 0], able.clamp(0, 1), reduction="none") * known).sum() / known.sum().clamp(min=1)
    return place + 2 * sure + ability, logits


def measure(look, tries, random, batches=12):
    """Shares of right answers on episodes kept back: done, able; and how often something not done passes for done."""
    right, false, count = numpy.zeros(2), [0, 0], numpy.zeros(2)
    look.eval()
    with torch.no_grad():
        for _ in range(batches):
            batch = tries.draw(128, True, random)
            _, logits = loss_of(look, batch, False)
            said = (logits > 0).float()
            done, able = batch[3], batch[4]
            right += [((said[:, 0] == able) & (able >= 0)).sum().item(), (said[:, 1] == done).sum().item()]
            count += [(able >= 0).sum().item(), len(done)]
            false[0] += ((torch.sigmoid(logits[:, 1]) > 0.8) & (done == 0)).sum().item()
            false[1] += (done == 0).sum().item()
    look.train()
    return {"able": right[0] / count[0], "done": right[1] / count[1], "false_done": false[0] / max(1, false[1])}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--batch", type=int, default=96)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    random = numpy.random.RandomState(0)
    options.out.mkdir(parents=True, exist_ok=True)
    tries = Tries(options.data)
    look = Look(len(tries.slots), len(tries.places), len(tries.verbs))
    optimiser = torch.optim.AdamW(look.parameters(), 2e-3, weight_decay=1e-4)
    started, step, shown = time.time(), 0, []
    while step < options.steps:
        step += 1
        done = max(step / options.steps, (time.time() - started) / 60 / options.minutes)
        if done > 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1, step / 100) * (0.02 + 0.98 * (1 + math.cos(math.pi * done)) / 2)
        loss, _ = loss_of(look, tries.draw(options.batch, False, random), True)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(look.parameters(), 1.0)
        optimiser.step()
        shown.append(loss.item())
        if step % 200 == 0:
            print(f"{(time.time() - started) / 60:.1f} min, {step} steps, loss {numpy.mean(shown):.4f}", measure(look, tries, random), flush=True)
            shown = []
    figures = measure(look, tries, random, 60)
    look.eval()
    example = tuple(column[:2] for column in tries.draw(2, True, random)[:3])
    torch.onnx.export(
        look, example, str(options.out / "affordance.onnx"), opset_version=14,
        input_names=["image", "proprioception", "skill"], output_names=["outlook"],
        dynamic_axes={name: {0: "n"} for name in ("image", "proprioception", "skill", "outlook")})
    lists = {"slots": tries.slots, "places": tries.places, "verbs": tries.verbs}
    (options.out / "look.json").write_text(json.dumps({**lists, "figures": figures}, indent=1))
    print(sum(p.numel() for p in look.parameters()), "parameters;", figures)


if __name__ == "__main__":
    main()
