"""Trains the planner's look at skills: from the policy's picture and what the arm feels, whether a skill is done and whether the low-level
policy would do it from here.

The picture is read by the arm policy's own eye (perception.py), whose weights stay as they are; a small network answers, from where that eye
finds things. Data are the tries that dev.parley.sim.planner.TrySkills writes: what held in every picture, and how every try ended. Writes
affordance.onnx, look.json with the lists of names and what was right on episodes kept back.
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

import arm
import perception
import slots

PLAIN, SKILL, OUTCOME = 9, 7, 8
COUNT, PLACES, VERBS = len(slots.SLOTS), len(slots.PLACES), len(slots.VERBS)
KEPT_BACK = 8
# Tries are few, and one sees the same table often: what the eye finds and the arm feels is moved about this much in training, metres.
BLUR_M, TOGETHER_M = 0.004, 0.003


def code_of(skill):
    """A skill as the Java side spells it: object, slot or place it goes to, verb."""
    code = numpy.zeros(2 * COUNT + PLACES + VERBS, numpy.float32)
    code[slots.SLOTS.index(skill["arguments"]["object"])] = 1
    target = slots.target(skill)
    if target >= 0:
        code[COUNT + target] = 1
    code[2 * COUNT + PLACES + slots.verb(skill)] = 1
    return code


class Look(nn.Module):
    """Image uint8 [n, 64, 64, 3], proprioception [n, 6], skill [n, code]; probabilities able and done [n, 2]."""

    def __init__(self, seeing, places, hidden=192):
        super().__init__()
        self.seeing = seeing
        self.register_buffer("places", places)
        inputs = 6 + 5 + 4 + 3 * 3 + 2 * COUNT + PLACES + VERBS + 4 * COUNT
        self.answer = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 2))

    def logits(self, found, body, skill):
        """From slots of the eye [n, slots, 6]; logits able and done [n, 2]."""
        n = found.shape[0]
        there = torch.sigmoid(found[:, :, :1])
        place = found[:, :, 1:4]
        thing = torch.matmul(skill[:, :COUNT].unsqueeze(1), found[:, :, 1:]).squeeze(1)
        places = torch.cat([place * there, self.places.unsqueeze(0).expand(n, -1, -1)], 1)
        known = torch.cat([there, torch.ones_like(self.places[:, :1]).unsqueeze(0).expand(n, -1, -1)], 1)
        to = torch.matmul(skill[:, COUNT:2 * COUNT + PLACES].unsqueeze(1), torch.cat([places, known], 2)).squeeze(1)
        felt = self.seeing.felt(body)
        tool = (body[:, :3] - torch.tensor(perception.MEAN)) / torch.tensor(perception.DEVIATION)
        around = torch.cat([there, place * there], 2).flatten(1)
        at, goal = thing[:, :3], to[:, :3]
        return self.answer(torch.cat([felt, thing, to, (at - goal) * 3, (at - tool) * 3, (goal - tool) * 3, skill, around], 1))

    def forward(self, image, proprioception, skill):
        return torch.sigmoid(self.logits(self.seeing(image, proprioception), proprioception, skill))


class Tries:
    """All folders of tries: what the eye found, what the arm felt, how things stood and ended."""

    def __init__(self, folders, seeing):
        found, bodies, self.codes, self.holds = [], [], [], []
        tried, outcome, episodes, part_of = [], [], [], []
        for part, folder in enumerate(folders):
            about = json.loads((folder / "about.json").read_text())
            rows = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, PLAIN + 3 * len(about["objects"]))
            images = numpy.memmap(folder / "images.u8", numpy.uint8, "c")[: len(rows) * 64 * 64 * 3].reshape(-1, 64, 64, 3)
            holds = numpy.fromfile(folder / "holds.u8", numpy.uint8)[: len(rows) * len(about["skills"])].reshape(len(rows), -1)
            body = torch.from_numpy(rows[:, :6].copy())
            with torch.no_grad():
                found += [seeing(torch.from_numpy(images[i:i + 512]), body[i:i + 512]) for i in range(0, len(rows), 512)]
            bodies.append(body)
            self.holds.append(holds)
            self.codes.append(numpy.stack([code_of(skill) for skill in about["skills"]]))
            tried.append(rows[:, SKILL].astype(int))
            outcome.append(rows[:, OUTCOME])
            episodes.append(rows[:, 6].astype(int))
            part_of.append(numpy.full(len(rows), part))
        self.found, self.body = torch.cat(found), torch.cat(bodies)
        self.tried, self.outcome, self.part = numpy.concatenate(tried), numpy.concatenate(outcome), numpy.concatenate(part_of)
        self.first = numpy.concatenate([[0], numpy.cumsum([len(holds) for holds in self.holds])])
        back = numpy.concatenate(episodes) % KEPT_BACK == KEPT_BACK - 1
        self.taught, self.back = numpy.flatnonzero(~back), numpy.flatnonzero(back)

    def draw(self, count, kept_back, random):
        """Samples with one skill each: the one that is tried, one that holds, or any. Able is -1 where nobody knows."""
        index = random.choice(self.back if kept_back else self.taught, count)
        codes, done, able = numpy.zeros((count, self.codes[0].shape[1]), numpy.float32), numpy.zeros(count), numpy.full(count, -1.0)
        for k, i in enumerate(index):
            part = self.part[i]
            holds = self.holds[part][i - self.first[part]]
            held, chance = numpy.flatnonzero(holds), random.rand()
            if self.tried[i] >= 0 and chance < 0.5:
                skill = self.tried[i]
            elif len(held) and chance < 0.75:
                skill = held[random.randint(len(held))]
            else:
                skill = random.randint(len(holds))
            codes[k], done[k] = self.codes[part][skill], holds[skill]
            able[k] = 0.0 if done[k] else self.outcome[i] if skill == self.tried[i] else -1.0
        return self.found[index], self.body[index], torch.from_numpy(codes), torch.from_numpy(done).float(), torch.from_numpy(able).float()


def blurred(batch):
    """The same samples as another look at the same table might have found them."""
    found, body, *rest = batch
    n = len(found)
    off = (TOGETHER_M * torch.randn(n, 1, 3) + BLUR_M * torch.randn(n, COUNT, 3)) / torch.tensor(perception.DEVIATION)
    noise = torch.cat([torch.randn(n, COUNT, 1), off, 0.15 * torch.randn(n, COUNT, 2)], 2)
    return found + noise, body + torch.randn(n, 6) * torch.tensor([0.002, 0.002, 0.0015, 0.02, 0.001, 0.0]), *rest


def loss_of(look, batch):
    found, body, skill, done, able = batch
    logits = look.logits(found, body, skill)
    known = (able >= 0).float()
    sure = F.binary_cross_entropy_with_logits(logits[:, 1], done)
    ability = (F.binary_cross_entropy_with_logits(logits[:, 0], able.clamp(0, 1), reduction="none") * known).sum() / known.sum().clamp(min=1)
    return sure + ability, logits


def measure(look, tries, random, batches=12):
    """Shares of right answers on episodes kept back: done, able; and how often something not done passes for done."""
    right, false, count = numpy.zeros(2), [0, 0], numpy.zeros(2)
    look.eval()
    with torch.no_grad():
        for _ in range(batches):
            batch = tries.draw(512, True, random)
            _, logits = loss_of(look, batch)
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
    parser.add_argument("--run", type=pathlib.Path, required=True, help="the arm policy's training: perception.pt")
    parser.add_argument("--hand", type=pathlib.Path, required=True, help="its hand.pt, which knows the places of the board")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    random = numpy.random.RandomState(0)
    options.out.mkdir(parents=True, exist_ok=True)
    seeing = perception.Perception()
    seeing.load_state_dict(torch.load(options.run / "perception.pt"))
    seeing.requires_grad_(False).eval()
    hand = arm.Hand(numpy.zeros((PLACES, 3), numpy.float32))
    hand.load_state_dict(torch.load(options.hand))
    tries = Tries(options.data, seeing)
    print(len(tries.body), "samples", flush=True)
    look = Look(seeing, hand.places[:PLACES])
    optimiser = torch.optim.AdamW(look.answer.parameters(), 2e-3, weight_decay=1e-2)
    started, step, shown = time.time(), 0, []
    while step < options.steps:
        step += 1
        done = max(step / options.steps, (time.time() - started) / 60 / options.minutes)
        if done > 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1, step / 100) * (0.02 + 0.98 * (1 + math.cos(math.pi * done)) / 2)
        loss, _ = loss_of(look, blurred(tries.draw(options.batch, False, random)))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(look.answer.parameters(), 1.0)
        optimiser.step()
        shown.append(loss.item())
        if step % 250 == 0:
            print(f"{(time.time() - started) / 60:.1f} min, {step} steps, loss {numpy.mean(shown):.4f}", measure(look, tries, random), flush=True)
            shown = []
    figures = measure(look, tries, random, 60)
    look.eval()
    image, body, skill = torch.zeros(2, 64, 64, 3, dtype=torch.uint8), tries.body[:2], tries.draw(2, True, random)[2]
    torch.onnx.export(
        look, (image, body, skill), str(options.out / "affordance.onnx"), opset_version=14,
        input_names=["image", "proprioception", "skill"], output_names=["outlook"],
        dynamic_axes={name: {0: "n"} for name in ("image", "proprioception", "skill", "outlook")})
    lists = {"slots": slots.SLOTS, "places": slots.PLACES, "verbs": slots.VERBS}
    (options.out / "look.json").write_text(json.dumps({**lists, "figures": figures}, indent=1))
    print(sum(p.numel() for p in look.parameters()), "parameters;", figures)


if __name__ == "__main__":
    main()
