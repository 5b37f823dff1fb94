"""What the learned success detector is made from: staged endings, moments of the policies' samples taken for endings, and sentences."""

import json
import pathlib

import numpy
import torch

import detector
import slots
import words

SETTLED_STEPS, APART_STEPS = 5, 10


class Endings:
    """Staged episodes as GenerateEndings wrote them, one folder a scene; pictures stay on disk."""

    def __init__(self, root, tasks, scenes=slots.SCENES):
        self.pictures, parts = [], []
        for scene in scenes:
            number = slots.SCENES.index(scene)
            folder = pathlib.Path(root) / scene
            objects = json.loads((folder / "about.json").read_text())["objects"]
            rows = numpy.fromfile(folder / "asked.i32", dtype="<i4").reshape(-1, 4)
            n, first, count = len(rows), tasks.scene.index(number), tasks.scene.count(number)
            self.pictures.append(numpy.memmap(folder / "looks.u8", numpy.uint8, "r").reshape(n, detector.LOOKS, 64, 64, 3))
            felt = numpy.fromfile(folder / "felt.f32", dtype="<f4").reshape(n, detector.LOOKS, 6)
            truth = numpy.fromfile(folder / "truth.f32", dtype="<f4").reshape(n, detector.LOOKS, -1)[..., :3 * len(objects)]
            held = numpy.fromfile(folder / "settled.u8", dtype=numpy.uint8).reshape(n, count)
            asked = rows[:, 0] + first
            answers, weight = numpy.zeros((2, n, len(tasks.simple)), numpy.float32)
            for task in range(first, first + count):
                if len(tasks.parts[task]) == 1:
                    part = tasks.parts[task][0]
                    answers[:, part] = numpy.maximum(answers[:, part], held[:, task - first])
                    # The asked one counts most, what holds more than what does not.
                    weight[:, part] = 0.1 + 0.9 * answers[:, part]
            for row, task in enumerate(asked):
                weight[row, tasks.parts[task]] = 3
                if len(tasks.parts[task]) == 1:
                    # The verdict, which stays once it was given.
                    answers[row, tasks.parts[task][0]] = rows[row, 1]
            parts.append((felt, places(truth.reshape(n, detector.LOOKS, -1, 3), objects), answers, weight,
                          asked.astype(numpy.int64), rows[:, 1].astype(numpy.float32), numpy.full(n, number)))
        each = [torch.from_numpy(numpy.concatenate(column)) for column in zip(*parts)]
        self.felt, self.truth, self.answers, self.weight, self.asked, self.done, self.scene = each

    def __len__(self):
        return len(self.felt)

    def found(self, net, batch=64):
        """What the eye makes of all pictures."""
        out, at = [], 0
        with torch.no_grad():
            for pictures in self.pictures:
                for part in range(0, len(pictures), batch):
                    some = torch.from_numpy(numpy.array(pictures[part:part + batch]))
                    out.append(net.see(some, self.felt[at + part:at + part + len(some)]))
                at += len(pictures)
        return torch.cat(out)


class Moments(Endings):
    """Moments of the episodes that GenerateSamples wrote, each taken for an ending: last ones, and some in between."""

    def __init__(self, root, tasks, an_episode, generator):
        self.pictures, parts = [], []
        for folder in sorted(done.parent for scene in slots.SCENES for done in (pathlib.Path(root) / scene).glob("*/DONE")):
            about = json.loads((folder / "about.json").read_text())
            number, objects = slots.SCENES.index(about["scene"]), about["objects"]
            rows = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, slots.PLAIN + slots.PER_OBJECT * len(objects))
            held = numpy.fromfile(folder / "holds.u8", numpy.uint8).reshape(len(rows), -1)
            chosen, looks = moments(rows, an_episode, generator)
            images = numpy.memmap(folder / "images.u8", numpy.uint8, "r").reshape(-1, 64, 64, 3)
            self.pictures.append(Looks(images, looks))
            at = rows[looks][..., slots.PLAIN:].reshape(len(looks), detector.LOOKS, len(objects), slots.PER_OBJECT)[..., :3]
            answers, weight = numpy.zeros((2, len(looks), len(tasks.simple)), numpy.float32)
            holds = numpy.stack([[held[part].min(0), held[part].max(0)] for part in settling(rows, chosen)])
            for column, task in enumerate(about["tasks"]):
                part, = tasks.parts[tasks.number(number, task["id"])]
                answers[:, part] = holds[:, 0, column]
                # What began to hold or ceased to just then is neither.
                weight[:, part] = (holds[:, 0, column] == holds[:, 1, column]) * (0.1 + 0.9 * answers[:, part])
            mine = numpy.array([tasks.parts[tasks.number(number, task["id"])][0] for task in about["tasks"]])
            weight[numpy.arange(len(looks)), mine[rows[chosen, 13].astype(int)]] *= 3
            parts.append((rows[looks][..., :6], places(at, objects), answers, weight, numpy.full(len(looks), number)))
        each = [torch.from_numpy(numpy.concatenate(column)) for column in zip(*parts)]
        self.felt, self.truth, self.answers, self.weight, self.scene = each


class Looks:
    """Pictures that stay on disk, three an ending."""

    def __init__(self, images, looks):
        self.images, self.looks = images, looks

    def __len__(self):
        return len(self.looks)

    def __getitem__(self, part):
        return self.images[self.looks[part]]


def moments(rows, an_episode, generator):
    """The chosen samples, the last of every episode among them; and of each the three that an ending shows."""
    starts = numpy.flatnonzero(numpy.r_[True, rows[1:, 11] != rows[:-1, 11]])
    chosen, looks = [], []
    for start, end in zip(starts, [*starts[1:], len(rows)]):
        some = {end - 1, *(start + generator.integers(end - start, size=an_episode - 1))}
        for at in sorted(some):
            earlier = start + numpy.searchsorted(rows[start:at, 12], rows[at, 12] - APART_STEPS)
            chosen.append(at)
            looks.append((start, min(earlier, at), at))
    return numpy.array(chosen), numpy.array(looks)


def settling(rows, chosen):
    """Of each chosen sample those of the last half second up to it."""
    for at in chosen:
        first = at
        while first > 0 and rows[first - 1, 11] == rows[at, 11] and rows[first - 1, 12] > rows[at, 12] - SETTLED_STEPS:
            first -= 1
        yield slice(first, at + 1)


def places(truth, objects):
    """True places [n, looks, objects, 3] by slot, with presence: [n, looks, slots, 4]."""
    out = numpy.zeros((*truth.shape[:2], len(slots.SLOTS), 4), numpy.float32)
    for i, name in enumerate(objects):
        out[:, :, slots.SLOTS.index(name), 0] = 1
        out[:, :, slots.SLOTS.index(name), 1:] = truth[:, :, i]
    return out


class Sentences:
    """The exported sentences that mean one of the tasks."""

    def __init__(self, folder, tasks):
        said = json.loads((folder / "phrases.json").read_text())
        number = {(tasks.scene[i], task): i for i, task in enumerate(tasks.ids)}
        keep = [i for i, one in enumerate(said) if one["scene"] in slots.SCENES]
        pieces = numpy.fromfile(folder / "pieces.f16", dtype="<f2").reshape(-1, words.PIECES, words.WIDTH)
        self.pieces = torch.from_numpy(pieces[keep])
        self.present = (torch.arange(words.PIECES)[None] < torch.tensor([[said[i]["pieces"]] for i in keep])).float()
        self.task = torch.tensor([number[slots.SCENES.index(said[i]["scene"]), said[i]["task"]] for i in keep])
        self.held = torch.tensor([said[i]["heldOut"] for i in keep])

    def of(self, task, held=False):
        return torch.nonzero((self.task == task) & (self.held == held)).flatten()
