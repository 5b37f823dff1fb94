"""The learned success detector: an episode's last pictures and the sentence in, the probability that it was done out.

Its eye is the arm policies' perception, kept as it is: it says where the objects are, in three looks (first, a second before the end, end).
A reader says which of the scenes' tasks the sentence asks for; a comparer says of each task how likely its criterion holds, by where the
objects are. The answer is the one weighted with the other, so that a sentence that could mean two things gets a doubtful answer.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

import perception
import slots
import words

LOOKS = 3
FAR = 4.0


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

    def start_from(self, weights):
        """Takes over what words.py learned of sentences of one step; those of several begin unread."""
        weights = {name: value for name, value in weights.items() if name != "meanings"}
        heads = weights.pop("means.weight"), weights.pop("means.bias")
        self.load_state_dict(weights, strict=False)
        with torch.no_grad():
            self.means.weight.zero_()
            self.means.bias.fill_(-3)
            self.means.weight[:words.INTENT], self.means.bias[:words.INTENT] = heads

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

    def table(self, found):
        """Slots in metres, with presence as a probability, and all places after them: [n, looks, slots and places, 6]."""
        metres = found[..., 1:4] * self.deviation + self.mean
        here = torch.cat([torch.sigmoid(found[..., :1]), metres, found[..., 4:]], 3)
        return torch.cat([here, self.places.expand(found.shape[0], LOOKS, -1, -1)], 2)

    def relation(self, one, other, felt, names):
        """How one thing lies to another: both [n, looks, pairs, 6], felt [n, looks, 6], names [n, pairs, names]; [n, pairs, numbers]."""
        tool = felt[:, :, None, :3]
        apart = one[..., 1:4] - other[..., 1:4]
        parts = [one[..., :1], 10 * one[..., 1:4], one[..., 4:], other[..., :1], 10 * other[..., 1:4], other[..., 4:],
                 (20 * apart).clamp(-FAR, FAR), 20 * apart[..., :2].norm(dim=3, keepdim=True).clamp(max=FAR / 20),
                 (20 * (tool - one[..., 1:4])).clamp(-FAR, FAR)]
        looks = torch.cat(parts, 3).permute(0, 2, 1, 3).flatten(2)
        body = (10 * felt[:, LOOKS - 1])[:, None].expand(-1, looks.shape[1], -1)
        return torch.cat([looks, body, names], 2)

    def of_pairs(self, verb, found, felt, task):
        """Logits [n] of one simple task an ending, all of one verb."""
        table, at = self.table(found), self.back[task]
        row = torch.arange(len(task))
        one, other = table[row, :, self.objects[at]], table[row, :, self.targets[at]]
        return self.answers[verb](self.relation(one[:, :, None], other[:, :, None], felt, self.names[at][:, None]))[:, 0, 0]

    def forward(self, found, felt):
        """Slots [n, looks, slots, 6] as the eye gives them and felt [n, looks, 6]; logits [n, simple tasks]."""
        table = self.table(found)
        names = self.names[None].expand(found.shape[0], -1, -1)
        everything = self.relation(table[:, :, self.objects], table[:, :, self.targets], felt, names)
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
        # Not by logsigmoid: in the exported graph that is the logarithm of a sigmoid, which may be nought.
        return torch.exp(-torch.matmul(F.softplus(-simple), self.members.t()))

    def raw(self, found, felt, asked):
        """Uncalibrated logit, from slots and the reader's logits; and how sure the reader is."""
        asked = torch.softmax(asked + self.scene(found)[:, self.of_scene].clamp(min=-12), 1)
        likely = (asked * self.holds(self.comparer(found, felt))).sum(1).clamp(1e-4, 1 - 1e-4)
        return torch.log(likely) - torch.log(1 - likely), asked.max(1)[0]

    def forward(self, pictures, felt, pieces, present):
        """Pictures uint8 [n, 3, 64, 64, 3], felt [n, 3, 6], pieces [n, 32, 384], present [n, 32]; probability and clarity [n, 1]."""
        logit, clear = self.raw(self.see(pictures, felt), felt, self.reader(pieces, present))
        return torch.sigmoid(self.slope * logit + self.offset)[:, None], clear[:, None]
