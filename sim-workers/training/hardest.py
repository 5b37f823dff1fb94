"""Prints the tasks that are hardest to guess, comma between them, as `evaluate --tasks` takes them: those that were done least often by the way
while another task of the same scene was demonstrated. Usage: hardest.py SAMPLES COUNT
"""

import json
import pathlib
import sys

import numpy

import slots


def by_the_way(root, scene):
    """For each task of a scene: its id, and how often it was newly done at the end of another task's demonstration."""
    done = others = 0
    for folder in sorted(path.parent for path in (pathlib.Path(root) / scene).glob("*/DONE")):
        about = json.loads((folder / "about.json").read_text())
        rows = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, slots.PLAIN + slots.PER_OBJECT * len(about["objects"]))
        holds = numpy.fromfile(folder / "holds.u8", numpy.uint8).reshape(len(rows), -1) > 0
        episode = rows[:, 11].astype(int)
        first = numpy.unique(numpy.searchsorted(episode, episode, side="left"))
        last = numpy.unique(numpy.searchsorted(episode, episode, side="right") - 1)
        asked = numpy.arange(holds.shape[1]) == rows[first, 13].astype(int)[:, None]
        open_before = ~asked & ~holds[first]
        done = done + (open_before & holds[last]).sum(0)
        others = others + open_before.sum(0)
    return list(zip((done / numpy.maximum(others, 1)).tolist(), (task["id"] for task in about["tasks"])))


def main(root, count):
    rates = sorted(rate for scene in slots.SCENES for rate in by_the_way(root, scene))
    print(",".join(task for _, task in rates[:int(count)]))


if __name__ == "__main__":
    main(*sys.argv[1:])
