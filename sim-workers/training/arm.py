"""The arm's policy: from what the eye found, what was asked and what the arm feels to one action.

Asked in words, the reader's intent says which object, where to and how; asked with a picture, the object is the one that stands elsewhere than in
the picture, and where to is its place there. Both lead into one aim - where the object should come to rest - and one network that moves the hand.

The hand is taught on the simulator's true places, disturbed as much as the eye errs, and on what the eye made of the same samples.
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

import perception
import slots
import words

MAX_MOVE_M, PUSH_MOVE_M, MAX_TURN_RAD = 0.045, 0.012, 0.25
# The policy that people watch moves at most this far in one action, and less far than it wants to when it is near: commands may arrive late.
CALM_MOVE_M, CALM_SHARE = 0.012, 0.6
# Things about this far apart in a picture belong together.
NEAR_M = 0.035
COUNT = len(slots.SLOTS)
GOAL = COUNT * 6


class Hand(nn.Module):
    def __init__(self, places, hidden=384):
        super().__init__()
        mean, deviation = torch.tensor(perception.MEAN), torch.tensor(perception.DEVIATION)
        self.register_buffer("places", torch.cat([(torch.tensor(places) - mean) / deviation, torch.zeros(1, 3)]))
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        self.register_buffer("body_mean", torch.tensor(perception.BODY_MEAN))
        self.register_buffer("body_deviation", torch.tensor(perception.BODY_DEVIATION))
        verb = torch.zeros(1, words.VERBS)
        verb[0, slots.VERBS.index("picture")] = 1
        self.register_buffer("picture", verb)
        self.names = nn.Parameter(torch.randn(1, COUNT, 8))
        self.compare = nn.Sequential(nn.Linear(6 + 6 + 6 + 8, 48), nn.ReLU(), nn.Linear(48, 1))
        around = 4 * COUNT
        asked = 5 + 3 + words.VERBS + COUNT + around
        self.aim = nn.Sequential(nn.Linear(asked, 192), nn.ReLU(), nn.Linear(192, 192), nn.ReLU(), nn.Linear(192, 3))
        inputs = 6 + 5 + 3 + 3 + 3 * 4 + words.VERBS + COUNT + words.TARGETS + around + 1
        self.move = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(),
                                  nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 5))

    def forward(self, found, body, intent, goal, by_picture):
        """Slots of the eye [n, slots, 6], proprioception [n, 6], intent, goal [n, slots * 6], by_picture [n, 1];
        action in network units, aim, and scores of which object the picture means."""
        n = found.shape[0]
        there = torch.sigmoid(found[:, :, :1])
        place, turn = found[:, :, 1:4], found[:, :, 4:6]
        goal = goal.reshape(n, COUNT, 6)
        goal_place = goal[:, :, 1:4]
        off = goal_place - place
        compared = torch.cat([there, place, turn, goal, off, 4 * off.abs(), self.names.expand(n, -1, -1)], 2)
        scores = self.compare(compared).squeeze(2) + 12 * (there.squeeze(2) - 1)
        objects, targets, verb = intent.split([COUNT, words.TARGETS, words.VERBS], 1)
        objects = (1 - by_picture) * objects + by_picture * torch.softmax(scores, 1)
        verb = (1 - by_picture) * verb + by_picture * self.picture
        targets = (1 - by_picture) * targets
        chosen = objects.unsqueeze(1)
        thing = torch.matmul(chosen, torch.cat([place, turn], 2)).squeeze(1)
        places = torch.cat([place * there, self.places.unsqueeze(0).expand(n, -1, -1)], 1)
        pictured, beside = self.pictured(found, goal, objects)
        to = torch.matmul(targets.unsqueeze(1), places).squeeze(1) + by_picture * beside
        around = torch.cat([there, place * there], 2).flatten(1)
        aim = self.aim(torch.cat([thing, to, verb, objects, around], 1))
        aimed = (1 - by_picture) * aim + by_picture * pictured
        tool = (body[:, :3] - self.mean) / self.deviation
        felt = (body - self.body_mean) / self.body_deviation
        at = thing[:, :3]
        everything = [felt, thing, to, aimed, (at - tool) * 3, (aimed - tool) * 3, (to - at) * 2, (aimed - at) * 2, verb, objects,
                      targets, around, by_picture]
        return self.move(torch.cat(everything, 1)), aim, scores

    def pictured(self, found, goal, objects):
        """Where the picture wants the object, and what it will rest on or beside, if anything; [n, 3] each.

        What lies near the object in the picture is seen from where it stands now as well: how far apart two things are in one picture is
        known better than where each of them is.
        """
        place, goal_place = found[:, :, 1:4], goal[:, :, 1:4]
        wanted = torch.matmul(objects.unsqueeze(1), goal_place)
        apart = (((goal_place - wanted) * self.deviation) ** 2).sum(2)
        there = torch.sigmoid(found[:, :, 0]) * goal[:, :, 0] * (1 - objects)
        weights = there * torch.exp(-apart / (2 * NEAR_M**2)) + 1e-9
        share = (weights / weights.sum(1, keepdim=True)).unsqueeze(1)
        close = torch.clamp(weights.sum(1, keepdim=True) / math.exp(-2), max=1)
        now, then = torch.matmul(share, place).squeeze(1), torch.matmul(share, goal_place).squeeze(1)
        wanted = wanted.squeeze(1)
        return wanted + close * (now - then), close * now

    def unit_m(self, found):
        """How far one unit of the network's moves is: where shapes are pushed about, the teacher moves less."""
        board = torch.sigmoid(found[:, slots.SLOTS.index("board"), :1])
        return MAX_MOVE_M + (PUSH_MOVE_M - MAX_MOVE_M) * board


class Policy(nn.Module):
    """What is exported: pictures in, metres out."""

    def __init__(self, seeing, hand):
        super().__init__()
        self.seeing, self.hand = seeing, hand

    def forward(self, image, proprioception, intent, goal, by_picture):
        found = self.seeing(image, proprioception)
        action = self.hand(found, proprioception, intent, goal, by_picture)[0]
        unit = self.hand.unit_m(found)
        share = CALM_SHARE + (1 - CALM_SHARE) * torch.sigmoid(found[:, slots.SLOTS.index("board"), :1])
        moves = torch.clamp(action[:, :3], -1, 1) * unit * share
        length = torch.sqrt((moves * moves).sum(1, keepdim=True) + 1e-12)
        moves = moves * torch.clamp(CALM_MOVE_M / length, max=1)
        turn = torch.clamp(action[:, 3:4], -1, 1) * MAX_TURN_RAD * CALM_SHARE
        return torch.cat([moves, turn, torch.sigmoid(action[:, 4:])], 1)


class Lessons:
    """Samples as the hand learns them."""

    def __init__(self, data, seeing, reading):
        self.truth = perception.network_slots(torch.from_numpy(data.slots))
        self.truth[..., 0] = self.truth[..., 0] * 10 - 5
        self.body = torch.from_numpy(data.rows[:, :6].copy())
        pushes = torch.from_numpy(data.tasks[:, 3] == slots.SCENES.index("push-board")).float().unsqueeze(1)
        unit = MAX_MOVE_M + (PUSH_MOVE_M - MAX_MOVE_M) * pushes
        self.wanted = torch.from_numpy(data.rows[:, 6:11].copy())
        self.wanted[:, :3] /= unit
        self.wanted[:, 3] /= MAX_TURN_RAD
        self.finals, self.done = torch.from_numpy(data.finals), torch.from_numpy(data.done)
        tasks = torch.from_numpy(data.tasks)
        self.object = tasks[:, 0]
        self.intent = torch.cat([F.one_hot(tasks[:, 0], COUNT), F.one_hot(tasks[:, 1] % words.TARGETS, words.TARGETS),
                                 F.one_hot(tasks[:, 2], words.VERBS)], 1).float()
        key = data.tasks[:, 3] * 1000 + data.tasks[:, 4]
        _, inverse, counts = numpy.unique(key, return_inverse=True, return_counts=True)
        # Tasks weigh about alike, however long they take.
        self.weight = torch.from_numpy(1 / numpy.sqrt(counts[inverse]))
        self.seen = None
        if seeing is not None:
            with torch.no_grad():
                self.seen = torch.cat([
                    seeing(torch.from_numpy(data.batch_images(numpy.arange(i, min(i + 512, len(data))))), self.body[i:i + 512]).half()
                    for i in range(0, len(data), 512)])
                pictures = torch.from_numpy(numpy.concatenate(data.pictures))
                self.read = torch.cat([reading(part) for part in pictures.split(512)]).half()
            off = (self.seen.float() - self.truth)[..., 1:3] * torch.tensor(perception.DEVIATION[:2])
            self.picture_of = torch.full((len(data),), -1)
            self.picture_of[torch.from_numpy(data.pictured.astype(numpy.int64))] = torch.arange(len(data.pictured))
            print(f"the eye errs {1000 * off.norm(dim=-1)[self.truth[..., 0] > 0].mean():.1f} mm on these samples", flush=True)

    def batch(self, size, by_picture_share):
        index = torch.multinomial(self.weight, size, True)
        found = disturbed(self.truth[index])
        if self.seen is not None:
            eye = (torch.rand(size, 1, 1) < 0.6).float()
            found = eye * self.seen[index].float() + (1 - eye) * found
        body = self.body[index] + torch.randn(size, 6) * torch.tensor([0.0015, 0.0015, 0.001, 0.02, 0.001, 0.0])
        done = self.done[index]
        by_picture = (torch.rand(size) < by_picture_share) & done
        final = self.truth[self.finals[index]]
        goal = disturbed(final)
        goal[..., :1] = torch.sigmoid(goal[..., :1])
        if self.seen is not None:
            picture = self.picture_of[self.finals[index]]
            read = (torch.rand(size, 1, 1) < 0.6) & (picture >= 0).view(-1, 1, 1)
            goal = torch.where(read, self.read[picture].float().view(size, COUNT, 6), goal)
        goal = goal.flatten(1) * by_picture.float().unsqueeze(1)
        intent = self.intent[index] * (~by_picture).float().unsqueeze(1)
        aim = final[torch.arange(size), self.object[index], 1:4]
        return found, body, intent, goal, by_picture.float().unsqueeze(1), self.wanted[index], aim, done.float(), self.object[index]


def disturbed(found):
    """True slots as an eye might see them: all a little off together, as when the camera is, and each by itself."""
    n = len(found)
    scale = 1 / torch.tensor(perception.DEVIATION)
    size = 0.002 + 0.004 * torch.rand(n, 1, 1)
    noise = size * (0.7 * torch.randn(n, 1, 3) + torch.randn(n, COUNT, 3) * torch.tensor([1.0, 1.0, 0.6])) * scale
    return torch.cat([found[..., :1] + torch.randn(n, COUNT, 1), found[..., 1:4] + noise,
                      found[..., 4:] + 0.15 * torch.randn(n, COUNT, 2)], -1)


def losses(hand, lesson):
    found, body, intent, goal, by_picture, wanted, aim, done, thing = lesson
    action, aimed, scores = hand(found, body, intent, goal, by_picture)
    low = (body[:, 2] < 0.07).float()
    move = (F.smooth_l1_loss(action[:, :4], wanted[:, :4], beta=0.1, reduction="none") * torch.tensor([1, 1, 1, 0.4])).sum(1)
    grip = F.binary_cross_entropy_with_logits(action[:, 4], wanted[:, 4], reduction="none")
    words_only = done * (1 - by_picture[:, 0])
    place = (F.smooth_l1_loss(aimed, aim, beta=0.1, reduction="none").sum(1) * words_only).sum() / words_only.sum()
    at = found[torch.arange(len(thing)), thing, 1:4]
    away = ((at - aim) * hand.deviation).norm(dim=1) > 0.03
    ask = by_picture[:, 0] * away.float()
    which = (F.cross_entropy(scores, thing, reduction="none") * ask).sum() / ask.sum().clamp(min=1)
    right = ((scores.argmax(1) == thing).float() * ask).sum() / ask.sum().clamp(min=1)
    total = ((1 + 0.7 * low) * (move + 0.4 * grip)).mean() + 0.3 * place + 0.2 * which
    return total, (total.item(), move.mean().item(), grip.mean().item(), place.item(), which.item(), right.item())


def teach(hand, lessons, options):
    average = copy.deepcopy(hand)
    optimiser = torch.optim.AdamW(hand.parameters(), options.rate, weight_decay=1e-4)
    started, shown = time.time(), []
    for step in range(1, options.steps + 1):
        done = max(step / options.steps, (time.time() - started) / (60 * options.minutes))
        if done > 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, step / 150) * (0.02 + 0.98 * (1 + math.cos(math.pi * done)) / 2)
        loss, parts = losses(hand, lessons.batch(options.batch, 0.35))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(hand.parameters(), 1.0)
        optimiser.step()
        decay = min(0.998, step / (step + 20))
        with torch.no_grad():
            for kept, new in zip(average.parameters(), hand.parameters()):
                kept.lerp_(new, 1 - decay)
        shown.append(parts)
        if step % options.show == 0:
            took = time.time() - started
            print(f"hand: {took / 60:.1f} min, {step} steps, {step * options.batch / took:.0f} samples/s, " + " ".join(
                f"{name} {value:.4f}" for name, value in zip(("loss", "move", "grip", "aim", "which", "right"), numpy.mean(shown, 0))), flush=True)
            shown = []
        if step in options.early:
            torch.save(average.state_dict(), options.out / f"hand-{step}.pt")
    return average


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--run", type=pathlib.Path, help="folder with perception.pt and goal.pt; without it only true places are used")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--start", type=pathlib.Path, help="weights of an earlier hand to go on from")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--batch", type=int, default=768)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--early", type=int, nargs="*", default=[], help="steps at which to keep the weights")
    parser.add_argument("--show", type=int, default=250, help="steps between reports")
    options = parser.parse_args()
    torch.manual_seed(0)
    numpy.random.seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    data = slots.Samples(options.data)
    seeing = reading = None
    if options.run:
        seeing = perception.Perception()
        seeing.load_state_dict(torch.load(options.run / "perception.pt"))
        seeing.eval()
        reading = perception.GoalReader()
        reading.load_state_dict(torch.load(options.run / "goal.pt"))
        reading.eval()
    hand = Hand(data.places)
    if options.start:
        hand.load_state_dict(torch.load(options.start))
    print(len(data), "samples,", sum(p.numel() for p in hand.parameters()), "parameters", flush=True)
    hand = teach(hand, Lessons(data, seeing, reading), options)
    torch.save(hand.state_dict(), options.out / "hand.pt")


if __name__ == "__main__":
    main()
