"""The learned success detector: an episode's last pictures and the sentence in, the probability that it was done out.

Its eye is the arm policies' perception, kept as it is: it says where the objects are, in three looks (first, a second before the end, end).
A reader says which of the scenes' tasks the sentence asks for; a comparer says of each task how likely its criterion holds, by where the
objects are. The answer is the one weighted with the other, so that a sentence that could mean two things gets a doubtful answer.
"""

import json
import math
import pathlib

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

import perception
import slots
import words

LOOKS = 3
FAR = 4.0


class Tasks:
    """All tasks of the arm's scenes: simple ones by what they are about, and those made of several by their parts."""

    def __init__(self, scenes_folder):
        self.ids, self.scene, self.simple, self.parts = [], [], [], []
        self.places = numpy.zeros((len(slots.PLACES), 2), numpy.float32)
        for number, scene in enumerate(slots.SCENES):
            about = json.loads((pathlib.Path(scenes_folder) / scene / "scene.json").read_text())
            groups = {group["id"]: group["members"] for group in about.get("groups") or []}
            for place in about.get("places") or []:
                self.places[slots.PLACES.index(place["id"])] = place["xM"], place["yM"]
            for task, predicate in spelt(about):
                self.ids.append(task)
                self.scene.append(number)
                self.parts.append(self.meanings(number, predicate, groups))
        self.of_scene = torch.tensor(self.scene)
        self.members = torch.zeros(len(self.ids), len(self.simple))
        for task, parts in enumerate(self.parts):
            for part in parts:
                self.members[task, part] += 1

    def meanings(self, scene, predicate, groups):
        if predicate["kind"] == "all-of":
            return [part for each in predicate["parts"] for part in self.meanings(scene, each, groups)]
        if predicate["object"] in groups:
            return [part for member in groups[predicate["object"]]
                    for part in self.meanings(scene, {**predicate, "object": member}, groups)]
        described = {"kind": predicate["kind"], "arguments": predicate}
        meaning = (scene, slots.SLOTS.index(predicate["object"]), slots.target(described), slots.verb(described))
        if meaning not in self.simple:
            self.simple.append(meaning)
        return [self.simple.index(meaning)]

    def number(self, scene, task):
        return next(i for i, one in enumerate(self.ids) if one == task and self.scene[i] == scene)


def spelt(about):
    """Ids and criteria of a scene's tasks in the order in which the simulator has them: single ones, then families spelt out."""
    for task in about.get("tasks") or []:
        yield task["id"], task["predicate"]
    for family in about.get("families") or []:
        roles = list(family["each"])
        for chosen in combinations([family["each"][role] for role in roles]):
            if len(set(chosen)) == len(chosen):
                fill = lambda text: filled(text, dict(zip(roles, chosen)))
                yield fill(family["id"]), json.loads(fill(json.dumps(family["predicate"])))


def combinations(lists):
    if not lists:
        yield ()
        return
    for first in lists[0]:
        for rest in combinations(lists[1:]):
            yield (first, *rest)


def filled(text, chosen):
    for role, value in chosen.items():
        text = text.replace("{" + role + "}", value)
    return text


class Reader(words.Words):
    """Which task a sentence asks for: what is moved, where to and how, read one by one, and each task of several parts by itself."""

    def __init__(self, tasks):
        super().__init__(torch.zeros(1, 3, dtype=torch.long))
        several = [task for task, parts in enumerate(tasks.parts) if len(parts) > 1]
        self.means = nn.Linear(self.means.in_features, words.INTENT + len(several))
        sums = torch.zeros(len(tasks.ids), words.INTENT + len(several))
        for task, parts in enumerate(tasks.parts):
            if len(parts) > 1:
                sums[task, words.INTENT + several.index(task)] = 1
                continue
            _, thing, target, verb = tasks.simple[parts[0]]
            sums[task, thing] = 1
            sums[task, words.OBJECTS + target % words.TARGETS] = 1
            sums[task, words.OBJECTS + words.TARGETS + verb] = 1
        self.meanings = sums

    def forward(self, pieces, present):
        return self.logits(pieces, present)[0]


class Comparer(nn.Module):
    """Of each simple task whether its criterion holds, by the slots of three looks: for each verb a small network of its own."""

    def __init__(self, tasks, hidden=64):
        super().__init__()
        none = len(slots.SLOTS) + len(slots.PLACES)
        meanings = tasks.simple
        order = sorted(range(len(meanings)), key=lambda i: meanings[i][3])
        self.verbs = sorted({meanings[i][3] for i in order})
        self.counts = [sum(1 for i in order if meanings[i][3] == verb) for verb in self.verbs]
        self.register_buffer("back", torch.tensor(order).argsort())
        objects = torch.tensor([meanings[i][1] for i in order])
        targets = torch.tensor([meanings[i][2] if meanings[i][2] >= 0 else none for i in order])
        self.register_buffer("objects", objects)
        self.register_buffer("targets", targets)
        places = torch.zeros(1, 1, len(slots.PLACES) + 1, 6)
        places[0, 0, :-1, 1:3] = torch.from_numpy(tasks.places)
        places[0, 0, :-1, 0] = 1
        self.register_buffer("places", places)
        self.register_buffer("mean", torch.tensor(perception.MEAN))
        self.register_buffer("deviation", torch.tensor(perception.DEVIATION))
        self.register_buffer("names", torch.cat([F.one_hot(objects, len(slots.SLOTS)), F.one_hot(targets, none + 1)], 1).float())
        inputs = LOOKS * 19 + 6 + self.names.shape[1]
        self.answers = nn.ModuleList(nn.Sequential(
            nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 1)) for _ in self.verbs)

    def forward(self, found, felt):
        """Slots [n, looks, slots, 6] as the eye gives them and felt [n, looks, 6]; logits [n, simple tasks]."""
        n = found.shape[0]
        metres = found[..., 1:4] * self.deviation + self.mean
        here = torch.cat([torch.sigmoid(found[..., :1]), metres, found[..., 4:]], 3)
        table = torch.cat([here, self.places.expand(n, LOOKS, -1, -1)], 2)
        one, other = table[:, :, self.objects], table[:, :, self.targets]
        tool = felt[:, :, None, :3]
        apart = one[..., 1:4] - other[..., 1:4]
        parts = [one[..., :1], 10 * one[..., 1:4], one[..., 4:], other[..., :1], 10 * other[..., 1:4], other[..., 4:],
                 (20 * apart).clamp(-FAR, FAR), 20 * apart[..., :2].norm(dim=3, keepdim=True).clamp(max=FAR / 20),
                 (20 * (tool - one[..., 1:4])).clamp(-FAR, FAR)]
        looks = torch.cat(parts, 3).permute(0, 2, 1, 3).flatten(2)
        count = looks.shape[1]
        body = (10 * felt[:, LOOKS - 1])[:, None].expand(-1, count, -1)
        everything = torch.cat([looks, body, self.names[None].expand(n, -1, -1)], 2)
        logits = [answer(part) for answer, part in zip(self.answers, everything.split(self.counts, 1))]
        return torch.cat(logits, 1)[..., 0][:, self.back]


class Detector(nn.Module):
    def __init__(self, tasks):
        super().__init__()
        self.eye = perception.Perception()
        self.reader = Reader(tasks)
        self.comparer = Comparer(tasks)
        self.scenes = nn.Linear(len(slots.SLOTS), len(slots.SCENES))
        self.register_buffer("of_scene", tasks.of_scene)
        self.register_buffer("members", tasks.members)
        # Platt's scaling, fitted on episodes of their own.
        self.register_buffer("slope", torch.ones(1))
        self.register_buffer("offset", torch.zeros(1))

    def see(self, pictures, felt):
        n = pictures.shape[0]
        return self.eye(pictures.reshape(n * LOOKS, 64, 64, 3), felt.reshape(n * LOOKS, 6)).reshape(n, LOOKS, len(slots.SLOTS), 6)

    def scene(self, found):
        return F.log_softmax(self.scenes(torch.sigmoid(found[..., 0]).mean(1)), 1)

    def holds(self, simple):
        """Logits of simple tasks to the probability of every task: one of several parts needs them all."""
        return torch.exp(torch.matmul(F.logsigmoid(simple), self.members.t()))

    def raw(self, found, felt, asked):
        """Uncalibrated logit, from slots and the reader's logits; and how sure the reader is."""
        asked = torch.softmax(asked + self.scene(found)[:, self.of_scene].clamp(min=-12), 1)
        likely = (asked * self.holds(self.comparer(found, felt))).sum(1).clamp(1e-4, 1 - 1e-4)
        return torch.log(likely) - torch.log(1 - likely), asked.max(1)[0]

    def forward(self, pictures, felt, pieces, present):
        """Pictures uint8 [n, 3, 64, 64, 3], felt [n, 3, 6], pieces [n, 32, 384], present [n, 32]; probability and clarity [n, 1]."""
        logit, clear = self.raw(self.see(pictures, felt), felt, self.reader(pieces, present))
        return torch.sigmoid(self.slope * logit + self.offset)[:, None], clear[:, None]
