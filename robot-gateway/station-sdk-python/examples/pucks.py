"""A table with two magnetic pucks and two pockets, in Python alone: an example of a station.

    python3 examples/pucks.py http://127.0.0.1:8080 KEY data-pucks

KEY is what the platform gave when the station was registered. Stop it with Ctrl-C.
"""

import json
import logging
import math
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parley_station import Actions, Camera, GymStation, Policy, Scene, Space, Task  # noqa: E402

WIDTH, HEIGHT = 64, 48
COLOURS = {"red": (214, 64, 52), "green": (58, 160, 86)}
POCKETS = {"blue": ((0.05, 0.15), (58, 96, 200)), "orange": ((0.45, 0.15), (226, 138, 44))}
REACH, POCKET, STEP = 0.02, 0.03, 0.02


class PuckTable:
    """Half a metre by 30 cm. A magnet moves over it and carries the nearest puck while it is on."""

    def reset(self, seed=None, options=None):
        chance = random.Random(seed)
        self.task = (options or {}).get("task")
        self.hand = [0.25, 0.02]
        self.pucks = {colour: [chance.uniform(0.12, 0.38), chance.uniform(0.08, 0.26)] for colour in COLOURS}
        self.carried = None
        self.path = []
        return self._seen(), self._info()

    def step(self, action):
        dx, dy, magnet = action
        self.hand = [min(0.5, max(0.0, self.hand[0] + dx)), min(0.3, max(0.0, self.hand[1] + dy))]
        if magnet < 0.5:
            self.carried = None
        elif self.carried is None:
            near = min(COLOURS, key=lambda colour: math.dist(self.hand, self.pucks[colour]))
            self.carried = near if math.dist(self.hand, self.pucks[near]) <= REACH else None
        if self.carried is not None:
            self.pucks[self.carried] = list(self.hand)
        self.path.append([round(x, 4) for x in self.hand])
        info = self._info()
        return self._seen(), float(info["success"]), info["success"], False, info

    def _info(self):
        return {"success": self.task is not None and self._lies(*self.task.split("-in-")), "conditions": {"pucks": len(self.pucks)}}

    def _lies(self, colour, pocket):
        return self.carried != colour and math.dist(self.pucks[colour], POCKETS[pocket][0]) <= POCKET

    def _seen(self):
        return {"hand": self.hand, "pucks": self.pucks, "on": self.carried is not None, "picture": self._picture()}

    def _picture(self):
        picture = bytearray((196, 170, 134) * (WIDTH * HEIGHT))
        for place, colour in POCKETS.values():
            self._disc(picture, place, POCKET, colour)
        for colour, place in self.pucks.items():
            self._disc(picture, place, 0.02, COLOURS[colour])
        self._disc(picture, self.hand, 0.012, (240, 240, 244))
        return bytes(picture)

    @staticmethod
    def _disc(picture, place, radius, colour):
        for y in range(HEIGHT):
            for x in range(WIDTH):
                if math.dist((x / WIDTH * 0.5, (HEIGHT - y) / HEIGHT * 0.3), place) <= radius:
                    picture[3 * (y * WIDTH + x) : 3 * (y * WIDTH + x) + 3] = bytes(colour)


class Scripted:
    """Finds colour and pocket in the words, goes there, comes back; three actions at a time."""

    def begin(self, instruction, seed):
        words = instruction.lower().split()
        self.colour = next((colour for colour in COLOURS if colour in words), "red")
        self.pocket = next((pocket for pocket in POCKETS if pocket in words), "blue")

    def act(self, seen):
        state = dict(zip(STATE.names, seen["state"]))
        hand = [state["hand_x_m"], state["hand_y_m"]]
        puck = [state[f"{self.colour}_x_m"], state[f"{self.colour}_y_m"]]
        carries = state["magnet"] > 0.5 and math.dist(hand, puck) < 1e-6
        actions = []
        for _ in range(3):
            goal = POCKETS[self.pocket][0] if carries else puck
            far = math.dist(hand, goal)
            share = min(1.0, STEP / far) if far > 0 else 0.0
            delta = [(goal[0] - hand[0]) * share, (goal[1] - hand[1]) * share]
            hand = [hand[0] + delta[0], hand[1] + delta[1]]
            arrived = math.dist(hand, goal) < 1e-6
            actions.append(delta + [0.0 if carries and arrived else 1.0])
            if arrived:
                break
        return actions


STATE = Space(
    ["hand_x_m", "hand_y_m", "magnet", "red_x_m", "red_y_m", "green_x_m", "green_y_m"],
    [0, 0, 0, 0, 0, 0, 0],
    [0.5, 0.3, 1, 0.5, 0.3, 0.5, 0.3],
)

SCENE = Scene(
    id="puck-table",
    version="1",
    title="Pucks and pockets",
    description="A magnet over a small table with a red and a green puck and a blue and an orange pocket.",
    body="magnet-2d",
    body_title="Magnet on two axes",
    steps=120,
    things=[{"id": f"puck-{colour}", "noun": "puck", "synonyms": ["disc"], "colour": colour} for colour in COLOURS]
    + [{"id": f"pocket-{colour}", "noun": "pocket", "synonyms": ["hole"], "colour": colour} for colour in POCKETS],
    tasks=[
        Task(
            id=f"{puck}-in-{pocket}",
            instruction=f"put the {puck} puck in the {pocket} pocket",
            reading=f"the {puck} puck ends inside the {pocket} pocket",
            object=f"puck-{puck}",
            target=f"pocket-{pocket}",
        )
        for puck in COLOURS
        for pocket in POCKETS
    ],
)


def observed(seen):
    state = list(seen["hand"]) + [float(seen["on"])] + seen["pucks"]["red"] + seen["pucks"]["green"]
    return {"state": state, "images": {"above": seen["picture"]}}


def path_of_the_hand(env, folder):
    file = Path(folder) / "path.json"
    file.write_text(json.dumps(env.path))
    return [("path.json", "application/json", file)]


def station(make_env=PuckTable, realtime=True):
    return GymStation(
        make_env,
        obs_map=observed,
        act_map=lambda action: action,
        success=lambda info, reward, terminated: info["success"],
        scene=SCENE,
        policies=[Policy("puck-script", Scripted, title="Script for pucks", kind="scripted-expert")],
        actions=Actions("delta-xy-magnet", Space(["dx_m", "dy_m", "magnet"], [-STEP, -STEP, 0], [STEP, STEP, 1]), 10),
        state=STATE,
        cameras=[Camera("above", WIDTH, HEIGHT)],
        realtime=realtime,
        extra_artifacts=path_of_the_hand,
    )


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    station().serve(*sys.argv[1:])
