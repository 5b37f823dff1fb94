"""What the arm's networks know by name: objects of the arm's scenes, places on the board, and verbs; and the samples on disk.

A slot is one kind of object; scenes share slots where an object looks and handles the same ("cube-red").
"""

import json
import pathlib

import numpy

SLOTS = ["cube-red", "cube-green", "cube-blue", "cube-yellow", "cylinder-yellow", "can", "bowl-blue", "bowl-orange", "tray-white",
         "tray-black", "lid", "cabinet", "drawer", "box", "star-red", "moon-blue", "hexagon-yellow", "cross-green", "board"]
PLACES = ["corner-top-left", "side-top", "corner-top-right", "side-left", "centre", "side-right", "corner-bottom-left",
          "side-bottom", "corner-bottom-right"]
VERBS = ["inside", "on-top", "outside", "left", "right", "front", "behind", "near", "in-region", "lifted", "open", "closed", "picture"]
SCENES = ["blocks-and-bowls", "stacking-and-sorting", "drawer-and-lid", "push-board"]
PLAIN, PER_OBJECT = 16, 4


def verb(task):
    kind, arguments = task["kind"], task["arguments"]
    return VERBS.index({"beside": arguments.get("side"), "joint": arguments.get("state")}.get(kind, kind))


def target(task):
    """Number of what the task's object goes to: a slot, a place after all slots, or -1."""
    name = task["arguments"].get("target", "")
    return SLOTS.index(name) if name in SLOTS else len(SLOTS) + PLACES.index(name) if name in PLACES else -1


class Samples:
    """All whole folders below the roots, read into memory one after the other."""

    def __init__(self, roots, scenes=SCENES):
        self.images, self.pictures, rows, slots, finals, tasks, pictured = [], [], [], [], [], [], []
        self.places = numpy.zeros((len(PLACES), 3), numpy.float32)
        count = episodes = 0
        for scene in scenes:
            for folder in sorted(done.parent for root in roots for done in (pathlib.Path(root) / scene).glob("*/DONE")):
                about = json.loads((folder / "about.json").read_text())
                for place in about["places"]:
                    self.places[PLACES.index(place["id"])] = place["xM"], place["yM"], 0.02
                width = PLAIN + PER_OBJECT * len(about["objects"])
                row = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, width)
                self.images.append(numpy.fromfile(folder / "images.u8", numpy.uint8).reshape(-1, 64, 64, 3))
                pictures = numpy.fromfile(folder / "pictures.u8", numpy.uint8).reshape(-1, 60, 80, 3)
                self.pictures.append(pictures)
                pictured.append(numpy.fromfile(folder / "pictures.i32", dtype="<i4") + count)
                slot = numpy.zeros((len(row), len(SLOTS), 5), numpy.float32)
                for i, name in enumerate(about["objects"]):
                    s, at = SLOTS.index(name), PLAIN + PER_OBJECT * i
                    slot[:, s, 0] = 1
                    slot[:, s, 1:4] = row[:, at:at + 3]
                    slot[:, s, 4] = row[:, at + 3]
                episode = row[:, 11].astype(int)
                last = numpy.searchsorted(episode, episode, side="right") - 1
                finals.append(last + count)
                which = row[:, 13].astype(int)
                table = numpy.array([[SLOTS.index(t["arguments"]["object"]), target(t), verb(t)] for t in about["tasks"]])
                tasks.append(numpy.concatenate([table[which], numpy.full((len(row), 1), SCENES.index(scene)), which[:, None]], 1))
                plain = row[:, :PLAIN].copy()
                plain[:, 11] += episodes
                rows.append(plain)
                slots.append(slot)
                count += len(row)
                episodes += int(episode[-1]) + 1
        self.rows, self.slots = numpy.concatenate(rows), numpy.concatenate(slots)
        self.finals, self.tasks = numpy.concatenate(finals), numpy.concatenate(tasks)
        self.pictured = numpy.concatenate(pictured)
        self.starts = numpy.cumsum([0] + [len(i) for i in self.images])
        # An episode counts as done when its last sample says so.
        self.done = self.rows[self.finals, 15] > 0.5

    def __len__(self):
        return len(self.rows)

    def batch_images(self, index):
        out = numpy.empty((len(index), 64, 64, 3), numpy.uint8)
        part = numpy.searchsorted(self.starts, index, side="right") - 1
        for i, (p, j) in enumerate(zip(part, index)):
            out[i] = self.images[p][j - self.starts[p]]
        return out
