"""The tasks of the arm's scenes as the learned detector knows them, read from the scenes' descriptions."""

import json
import pathlib

import numpy
import torch

import slots


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
