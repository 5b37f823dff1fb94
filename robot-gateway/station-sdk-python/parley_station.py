"""Makes a simulator in Python a station of Parley.

One file, Python 3.9 or newer; needs the package `websockets` (10 or newer), uses numpy where it is there.

    station = GymStation(make_env, obs_map, act_map, success, scene=..., policies=[...], actions=..., state=...)
    station.serve("https://parley.example", key, "data")

Two processes. The one that calls serve() steps the environment and may block as long as it likes. The other, the keeper,
holds the connection: heartbeats, lease, stops, the step log on disk, telemetry and uploads. They share a few numbers in
memory, from which the environment's side reads before every step whether it may make it; a dead keeper's numbers grow
old, so nothing steps without contact for longer than the platform allows.

For simulators. A real robot needs a local console, an enabling code and a journal that is synced before the first motion,
which the Java SDK has; this one refuses to announce anything else than a simulator.
"""

import asyncio
import base64
import dataclasses
import hashlib
import http.client
import inspect
import itertools
import json
import logging
import math
import mmap
import os
import platform
import queue
import random
import re
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence

__all__ = ["Actions", "Camera", "Episode", "GymStation", "Policy", "PolicyFault", "Scene", "Space", "Station", "Task"]

PROTOCOL = 1
SUBPROTOCOL = "parley.station.v1+json"
CONTROL_FRAME_BYTES = 2 * 1024 * 1024
TELEMETRY_FRAME_BYTES = 1024 * 1024
# Of JSON: a batch must stay below 256 KiB as protobuf, which is never larger than its JSON.
STEP_BATCH_BYTES = 200 * 1024
STEP_NOTE_CHARACTERS = 500
EPISODE_NOTES = 200
POSTER_BYTES = 64 * 1024
UPLOAD_PIECE_BYTES = 8 * 1024 * 1024
_LEVELS = ("", "STOP_LEVEL_HOLD", "STOP_LEVEL_CONTROLLED_STOP", "STOP_LEVEL_POWER_CUT")
ENDED = ("EPISODE_STATE_TERMINATED", "EPISODE_STATE_TRUNCATED", "EPISODE_STATE_ABORTED")
# A station that never gets another Start within this time forgets what it promised.
PROMISE_SLACK_S = 10.0
REPEAT_EVERY_S = 3.0
WATCH_EVERY_S = 0.1
# An environment that takes longer for one step or reset is said to be stuck, and offered nothing more.
STALLED_S = 120.0
GATHER_S = 0.18
GOODBYE_S = 6.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0
# Before the report goes out without a recording, which the platform then asks for.
UPLOAD_ATTEMPTS = 4

_log = logging.getLogger("parley.station")
_OWN_FILES = {"held.json", "spec.json", "events.json", "report.json", "steps.pb"}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


# ---------------------------------------------------------------------------------------------------- what a lab says


class PolicyFault(Exception):
    """The policy gave nothing usable. The episode ends and counts as not done; the sentence is shown to people."""


@dataclasses.dataclass(frozen=True)
class Space:
    """Named numbers with their limits, for example a state."""

    names: Sequence[str]
    low: Sequence[float]
    high: Sequence[float]

    def __post_init__(self):
        if not len(self.names) == len(self.low) == len(self.high):
            raise ValueError(f"one low and one high for each of the {len(self.names)} names")
        if any(low > high for low, high in zip(self.low, self.high)):
            raise ValueError("a low is above its high")

    def wire(self):
        return {"names": list(self.names), "low": [float(x) for x in self.low], "high": [float(x) for x in self.high]}


@dataclasses.dataclass(frozen=True)
class Actions:
    """What a policy commands. `kind` says what the numbers mean, for example "delta-pose-gripper"."""

    kind: str
    space: Space
    control_hz: float

    def wire(self):
        return {"kind": self.kind, "vector": self.space.wire(), "controlHz": float(self.control_hz)}


@dataclasses.dataclass(frozen=True)
class Camera:
    """Pictures in obs_map's "images" under this name: height x width x 3 bytes of red, green and blue, as array or bytes."""

    name: str
    width: int
    height: int
    fps: float = 10.0


@dataclasses.dataclass(frozen=True)
class Task:
    """Something that can be asked and judged. `object` and `target` are ids of things of the scene."""

    id: str
    instruction: str
    reading: str
    object: str = ""
    target: str = ""
    paraphrases: Sequence[str] = ()
    predicate: Optional[Dict[str, str]] = None

    def wire(self):
        told = {"id": self.id, "instruction": self.instruction, "reading": self.reading, "paraphrases": list(self.paraphrases)}
        if self.predicate is not None:
            told["predicate"] = dict(self.predicate)
        else:
            told.update(object=self.object, target=self.target)
        return told


@dataclasses.dataclass(frozen=True)
class Scene:
    """What the environment shows and what can be asked of it. `things`: dictionaries with id, noun, synonyms, colour."""

    id: str
    version: str
    title: str
    description: str
    body: str
    body_title: str
    steps: int
    things: Sequence[Dict[str, Any]]
    tasks: Sequence[Task]
    examples: Sequence[str] = ()
    factors: Sequence[Dict[str, Any]] = ()

    def describe(self, control_hz):
        return {
            "id": self.id,
            "title": self.title,
            "description": self.description,
            "embodiment": {"id": self.body, "title": self.body_title},
            "controlHz": control_hz,
            "horizonSteps": self.steps,
            "objects": list(self.things),
            "tasks": [task.wire() for task in self.tasks],
            "examples": list(self.examples) or [task.instruction for task in self.tasks],
            "factors": list(self.factors),
        }


@dataclasses.dataclass(frozen=True)
class Policy:
    """A policy that this station runs.

    `make()` is called for every episode and gives an object with `act(observation)`, which returns one action or a list of
    consecutive ones, and optionally `begin(instruction, seed)`. `horizon`: how many actions of a list are made before it is
    asked again (none: all). `digest`: SHA-256 of what fixes the version, weights above all; without one, of the source file
    of `make`.
    """

    name: str
    make: Callable[[], Any]
    title: str = ""
    description: str = ""
    kind: str = "learned"
    digest: str = ""
    horizon: Optional[int] = None

    def fixed_digest(self):
        if self.digest:
            return self.digest
        source = inspect.getsourcefile(self.make)
        if source is None:
            raise ValueError(f"policy {self.name} needs a digest: its source cannot be found")
        return hashlib.sha256(Path(source).read_bytes()).hexdigest()


# -------------------------------------------------------------------------------------------- numbers both sides read


class _Shared:
    """Whole numbers in memory that both processes see. Each is written by one side alone, in one store."""

    FRESHEST, STOP_AFTER, ENDED, LATCHED, HOLD_AFTER, CELLS = 0, 1, 2, 3, 4, 8

    def __init__(self, fd):
        self._map = mmap.mmap(fd, self.CELLS * 8)
        self.cells = memoryview(self._map).cast("q")

    @staticmethod
    def create():
        fd, path = tempfile.mkstemp(prefix="parley-station-")
        os.unlink(path)
        os.ftruncate(fd, _Shared.CELLS * 8)
        return fd

    def lease_age(self):
        """Nanoseconds since the heartbeat that the last renewal answers was sent; none before the first."""
        freshest = self.cells[self.FRESHEST]
        return None if freshest == 0 else time.monotonic_ns() - freshest

    def phase(self):
        age = self.lease_age()
        if age is None:
            return "hold"
        if age >= self.cells[self.STOP_AFTER]:
            return "stop"
        hold = self.cells[self.HOLD_AFTER]
        return "hold" if hold and age >= hold else "move"


_CONTACT_LOST = {
    "reason": "END_REASON_CONTACT_LOST",
    "detail": "The station lost contact with the platform for longer than it may move alone.",
}


class _Pipe:
    """Messages as lines of JSON over a socket."""

    def __init__(self, sock):
        self._sock = sock
        self._lock = threading.Lock()
        self._in = sock.makefile("r", encoding="utf-8", newline="\n")

    def send(self, kind, **fields):
        fields["kind"] = kind
        line = (json.dumps(fields) + "\n").encode()
        with self._lock:
            self._sock.sendall(line)

    def __iter__(self):
        for line in self._in:
            yield json.loads(line)


# ----------------------------------------------------------------------------------------------- the environment's side


class Episode:
    """One episode as the code that runs it sees it. Report resetting, ready and running in this order, ask may_move()
    before every single step, record each, and finish."""

    def __init__(self, told, pipe, shared):
        self.id = told["id"]
        self.fence = told["fence"]
        self.spec = told["spec"]
        self.live = told["live"]
        self.folder = Path(told["folder"])
        self.instruction = self.spec.get("instruction", "")
        self.seed = int(self.spec["seed"]) if "seed" in self.spec else None
        self.task = self.spec.get("taskId") or None
        self._pipe = pipe
        self._shared = shared
        self._began = time.monotonic_ns()
        self._ready = self._began
        self._first_step = None
        self._steps = 0
        self._notes = 0
        self._end = None
        self._handed_in = False
        self._conditions = []

    def _change(self, state, **more):
        self._pipe.send("change", id=self.id, state=state, more=more)

    def resetting(self):
        self._change("EPISODE_STATE_RESETTING")

    def ready(self, conditions=None):
        """`conditions`: everything that the scene drew, pinned or not: name to number or text."""
        self._ready = time.monotonic_ns()
        self._conditions = [_condition(name, value) for name, value in (conditions or {}).items()]
        self._change("EPISODE_STATE_READY", conditions=self._conditions)

    def running(self):
        self._change("EPISODE_STATE_RUNNING")

    def end_from_outside(self, reason, detail):
        """Ends the episode as if the platform had; the code that runs it sees it at its next look."""
        self._end = self._end or {"reason": reason, "detail": detail}

    def ending(self):
        """Why the episode has to end now, or None."""
        if self._end is None and self._shared.phase() == "stop":
            self._end = dict(_CONTACT_LOST)
        return self._end

    def may_move(self):
        """Whether one step may be made now. Ask before each and never keep the answer."""
        return (
            self.ending() is None
            and self._shared.cells[_Shared.ENDED] == 0
            and self._shared.cells[_Shared.LATCHED] == 0
            and self._shared.phase() == "move"
        )

    def record(self, state, commanded, applied, infer_s=0.0, progress=None, notes=(), chunk=0, index=0, frames=()):
        notes = [str(note) for note in notes]
        units = sum(len(note.encode("utf-16-le")) // 2 for note in notes)
        if units > STEP_NOTE_CHARACTERS or self._notes + len(notes) > EPISODE_NOTES:
            raise ValueError(f"a step has at most {STEP_NOTE_CHARACTERS} characters of notes, an episode {EPISODE_NOTES} notes")
        self._notes += len(notes)
        now = time.monotonic_ns()
        if self._first_step is None:
            self._first_step = now
        step = {
            "step": self._steps,
            "monoNs": str(now - self._first_step),
            "state": _numbers(state),
            "actionCommanded": _numbers(commanded),
            "actionApplied": _numbers(applied),
            "inferUs": min(max(0, int(infer_s * 1e6)), 2**32 - 1),
            "frame": [int(frame) for frame in frames],
            "chunk": chunk,
            "indexInChunk": index,
            "notes": notes,
        }
        if progress is not None:
            step["progress"] = float(progress)
        self._steps += 1
        self._pipe.send("step", id=self.id, step=step)

    def poster(self, camera, jpeg):
        """Shows a small JPEG in lists, about once a second."""
        if len(jpeg) > POSTER_BYTES:
            raise ValueError(f"a poster has at most {POSTER_BYTES} bytes, this one {len(jpeg)}")
        self._pipe.send("poster", id=self.id, camera=camera, jpeg=base64.b64encode(bytes(jpeg)).decode())

    def finish(self, state, reason, detail="", success=None, progress=None, artifacts=(), profile=""):
        """`success`: True, False or None where nobody judges. `artifacts`: (name, content type, path) of recordings."""
        if self._handed_in:
            raise RuntimeError(f"episode {self.id} handed in its result already")
        self._handed_in = True
        judgement = {"result": "JUDGE_RESULT_NOT_SCORED"}
        if self.task is not None and success is not None:
            judgement = {"taskId": self.task, "result": "JUDGE_RESULT_SUCCESS" if success else "JUDGE_RESULT_FAILURE"}
            judgement["progress"] = float(progress) if progress is not None else (1.0 if success else 0.0)
        now = time.monotonic_ns()
        report = {
            "steps": self._steps,
            "wallNs": str(now - self._began),
            "resetNs": str(self._ready - self._began),
            "conditions": self._conditions,
            "executionProfile": profile,
        }
        # An end that somebody else chose is no result of the policy.
        if state != "EPISODE_STATE_ABORTED" or reason == "END_REASON_POLICY_FAULT":
            report["judgement"] = judgement
        files = [[name, kind, str(path)] for name, kind, path in artifacts]
        for name, _, _ in files:
            if not _NAME.fullmatch(name) or name in _OWN_FILES:
                raise ValueError(f"an artifact's name is 1 to 64 of a-z 0-9 . _ -, none of {sorted(_OWN_FILES)}, and not {name}")
        self._pipe.send("finish", id=self.id, state=state, reason=reason, detail=detail, report=report, artifacts=files)

    def abort(self, reason="END_REASON_STATION_FAULT", detail="", artifacts=(), profile=""):
        """Ends it as ending() says, or for the reason given."""
        end = self.ending() or {"reason": reason, "detail": detail}
        self.finish("EPISODE_STATE_ABORTED", end["reason"], end["detail"], artifacts=artifacts, profile=profile)


class Station:
    """Keeps a station on line and calls `run(episode)` for each episode, on this thread, one at a time."""

    def __init__(self, capabilities, run):
        if capabilities.get("kind") != "STATION_KIND_SIMULATOR":
            raise ValueError("this SDK is for simulators; a real robot's station is built with the Java SDK")
        self._capabilities = dict(capabilities, slots=1)
        self._run = run
        self._keeper = None
        self._current = None
        self._closing = threading.Event()

    def serve(self, gateway, key, folder, stop_signals=True):
        """Runs until a signal, close() or the keeper's end. `folder` is this station's own and survives restarts."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        fd = _Shared.create()
        shared = _Shared(fd)
        ours, theirs = socket.socketpair()
        command = [sys.executable, str(Path(__file__).resolve()), "--keeper", str(theirs.fileno()), str(fd)]
        self._keeper = subprocess.Popen(command, pass_fds=(theirs.fileno(), fd), start_new_session=True)
        theirs.close()
        os.close(fd)
        pipe = _Pipe(ours)
        pipe.send("serve", gateway=gateway, key=key, folder=str(folder.resolve()), capabilities=self._capabilities)
        if stop_signals and threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: self.close())
        work = queue.Queue()
        threading.Thread(target=self._listen, args=(pipe, shared, work), daemon=True, name="station-keeper").start()
        try:
            while not self._closing.is_set():
                try:
                    episode = work.get(timeout=0.1)
                except queue.Empty:
                    continue
                if episode is None:
                    break
                self._one(episode)
        finally:
            self._goodbye(pipe)
        if not self._closing.is_set():
            raise RuntimeError("the process that holds the connection ended; its reason is in the log above")

    def close(self):
        """Ends serve(); from any thread."""
        self._closing.set()
        episode = self._current
        if episode is not None:
            episode.end_from_outside("END_REASON_STATION_FAULT", "The station was shut down.")

    def _one(self, episode):
        self._current = episode
        if self._closing.is_set():
            self.close()
        try:
            _log.info("episode %s begins", episode.id)
            self._run(episode)
        except Exception as fault:  # noqa: BLE001 - whatever a lab's code throws ends one episode, not the station
            _log.exception("episode %s failed", episode.id)
            if not episode._handed_in:
                episode.abort(detail=f"The station's program failed: {type(fault).__name__}.")
        finally:
            self._current = None
            if not episode._handed_in:
                episode.abort(detail="The station's program gave no result.")

    def _listen(self, pipe, shared, work):
        current = None
        try:
            for message in pipe:
                if message["kind"] == "begin":
                    current = Episode(message, pipe, shared)
                    work.put(current)
                elif message["kind"] == "end" and current is not None and current.id == message["id"]:
                    current.end_from_outside(message["reason"], message["detail"])
                elif message["kind"] == "fatal":
                    _log.error("the station cannot go on: %s", message["detail"])
        except (OSError, ValueError) as broken:
            _log.error("the keeper is gone: %s", broken)
        if current is not None:
            current.end_from_outside("END_REASON_STATION_FAULT", "The station's keeper ended.")
        work.put(None)

    def _goodbye(self, pipe):
        try:
            pipe.send("goodbye")
            self._keeper.wait(timeout=GOODBYE_S + 4)
        except (OSError, subprocess.TimeoutExpired):
            self._keeper.kill()
            self._keeper.wait()


class GymStation(Station):
    """A station around an environment in the manner of Gymnasium.

    make_env()                          makes it; called once
    obs_map(observation)                gives {"state": numbers, "images": {camera: picture}, ...} as policies see it
    act_map(action)                     gives what step() takes, from a list of numbers within the action limits
    success(info, reward, terminated)   gives True or False, a number from 0 to 1 for part of it, or None

    reset() may take seed and options (a dictionary with "task" and "conditions") and give an observation, with or without
    an info; step() may give five values or the older four. Environments in batches of one are opened and closed again on
    the way; larger batches are refused. `realtime`: steps no faster than the control rate, for people who watch.
    """

    def __init__(
        self, make_env, obs_map, act_map, success, *, scene, policies, actions, state, cameras=(), realtime=True, software="", extra_artifacts=None
    ):
        if not policies:
            raise ValueError("a station without a policy is offered nothing; give at least one")
        self._make_env, self._obs_map, self._act_map, self._success = make_env, obs_map, act_map, success
        self._scene, self._actions, self._state, self._cameras = scene, actions, state, list(cameras)
        self._policies = {policy.name: policy for policy in policies}
        self._realtime = realtime
        self._extra_artifacts = extra_artifacts
        self._env = None
        self._batched = False
        super().__init__(self._announce(software), self._episode)

    def _announce(self, software):
        publisher = _Publisher.find()
        recorder = shutil.which("ffmpeg") is not None
        cameras = [
            {"name": c.name, "widthPx": c.width, "heightPx": c.height, "fps": c.fps, "live": publisher is not None, "recorded": recorder}
            for c in self._cameras
        ]
        body = {
            "name": self._scene.body,
            "actionSpace": self._actions.wire(),
            "observationSpace": {"state": self._state.wire(), "cameras": cameras},
        }
        description = json.dumps(self._scene.describe(self._actions.control_hz)).encode()
        return {
            "kind": "STATION_KIND_SIMULATOR",
            "embodiment": body,
            "scenes": [
                {
                    "sceneId": self._scene.id,
                    "version": self._scene.version,
                    "automaticReset": True,
                    "seedable": True,
                    "descriptionJson": base64.b64encode(description).decode(),
                }
            ],
            "policies": [
                {
                    "name": policy.name,
                    "digest": policy.fixed_digest(),
                    "kind": policy.kind,
                    "title": policy.title or policy.name,
                    "description": policy.description,
                    "acceptsInstruction": True,
                    "embodiment": self._scene.body,
                    "actionSpaceKind": self._actions.kind,
                    "sceneIds": [self._scene.id],
                }
                for policy in self._policies.values()
            ],
            "slots": 1,
            "stopLevels": ["STOP_LEVEL_CONTROLLED_STOP"],
            "software": software or f"parley_station.py on Python {platform.python_version()}",
        }

    # One episode.

    def _episode(self, episode):
        films = []
        profile = _profile()
        try:
            self._attempt(episode, films, profile)
        except PolicyFault as fault:
            if episode.ending() is not None:
                episode.abort(artifacts=self._recordings(episode, films), profile=profile)
                return
            episode.finish(
                "EPISODE_STATE_ABORTED",
                "END_REASON_POLICY_FAULT",
                str(fault)[:400],
                success=False,
                artifacts=self._recordings(episode, films),
                profile=profile,
            )
        finally:
            for film in films:
                film.close()

    def _attempt(self, episode, films, profile):
        policy = self._policies[episode.spec["policy"]["name"]]
        pinned = {c["name"]: c.get("number", c.get("text", 0.0)) for c in episode.spec.get("conditions", [])}
        episode.resetting()
        observation, info = self._reset(episode, pinned)
        acting = policy.make()
        if hasattr(acting, "begin"):
            _of_policy(acting.begin, episode.instruction, episode.seed)
        drawn = dict(info.get("conditions", {}), **pinned)
        episode.ready(drawn)
        films.extend(_Film.open(episode, camera) for camera in self._cameras)
        episode.running()
        seen = self._seen(observation, episode, films)
        most = int(episode.spec.get("maxSteps", 0)) or self._scene.steps
        deadline = time.monotonic() + int(episode.spec.get("maxWallMs", 0) or 3_600_000) / 1000
        period = 1.0 / self._actions.control_hz
        due = time.monotonic()
        chunk, index, chunks, step, waiting = [], 0, -1, 0, 0.0
        terminated, truncated, score = False, False, 0.0
        while True:
            if episode.ending() is not None:
                episode.abort(artifacts=self._recordings(episode, films), profile=profile)
                return
            if terminated or (score is not None and score >= 1.0):
                return self._done(episode, "TERMINATED", "TASK_DONE", score, films, profile)
            if truncated or step >= most:
                return self._done(episode, "TRUNCATED", "STEP_LIMIT", score, films, profile)
            if time.monotonic() > deadline:
                return self._done(episode, "TRUNCATED", "TIME_LIMIT", score, films, profile)
            if index >= len(chunk):
                asked = time.monotonic()
                chunk = _chunk(_of_policy(acting.act, seen), len(self._actions.space.names), policy.horizon)
                waiting, index, chunks = time.monotonic() - asked, 0, chunks + 1
            else:
                waiting = 0.0
            commanded = chunk[index]
            applied = [min(max(x, low), high) for x, low, high in zip(commanded, self._actions.space.low, self._actions.space.high)]
            if self._realtime:
                due = max(due + period, time.monotonic() - period)
                time.sleep(max(0.0, due - time.monotonic()))
            if not episode.may_move():
                time.sleep(0.005)
                continue
            before = seen
            frames = [film.frames - 1 for film in films if film.recorded]
            observation, reward, terminated, truncated, info = self._step(applied)
            score = self._score(info, reward, terminated)
            episode.record(before["state"], commanded, applied, waiting, score, chunk=chunks, index=index, frames=frames)
            index, step = index + 1, step + 1
            seen = self._seen(observation, episode, films)

    def _done(self, episode, state, reason, score, films, profile):
        success = None if episode.task is None or score is None else score >= 1.0
        episode.finish(
            "EPISODE_STATE_" + state,
            "END_REASON_" + reason,
            success=success,
            progress=score,
            artifacts=self._recordings(episode, films),
            profile=profile,
        )

    def _recordings(self, episode, films):
        found = [film.close() for film in films]
        found = [recording for recording in found if recording is not None]
        if self._extra_artifacts is not None:
            found.extend(self._extra_artifacts(self._env, episode.folder))
        return found

    def _seen(self, observation, episode, films):
        seen = dict(self._obs_map(observation))
        seen["state"] = _numbers(seen.get("state", ()))
        if len(seen["state"]) != len(self._state.names):
            raise ValueError(f"obs_map gave a state of {len(seen['state'])} numbers; {len(self._state.names)} were announced")
        seen.setdefault("instruction", episode.instruction)
        for film in films:
            picture = seen.get("images", {}).get(film.camera.name)
            if picture is not None:
                film.show(picture)
        return seen

    def _score(self, info, reward, terminated):
        said = self._success(info, reward, terminated)
        return None if said is None else min(1.0, max(0.0, float(_plain(said))))

    def _reset(self, episode, pinned):
        if self._env is None:
            self._env = self._make_env()
            count = getattr(self._env, "num_envs", None)
            if count not in (None, 1):
                raise ValueError(f"the environment is a batch of {count}; make one with a single environment")
            self._batched = count == 1
        seed = None if episode.seed is None else episode.seed % 2**31
        options = {"task": episode.task, "conditions": pinned}
        accepted = inspect.signature(self._env.reset).parameters
        any_keyword = any(p.kind is p.VAR_KEYWORD for p in accepted.values())
        arguments = {}
        if "seed" in accepted or any_keyword:
            arguments["seed"] = seed
        elif hasattr(self._env, "seed"):
            self._env.seed(seed)
        if "options" in accepted or any_keyword:
            arguments["options"] = options
        given = self._env.reset(**arguments)
        if isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], dict):
            return self._single(given[0]), self._single(given[1])
        return self._single(given), {}

    def _step(self, action):
        mapped = self._act_map(list(action))
        given = self._env.step(self._many(mapped))
        if len(given) == 5:
            observation, reward, terminated, truncated, info = given
        elif len(given) == 4:
            observation, reward, terminated, info = given
            # The older form says in the info that it was only the time.
            late = self._single(info).get("TimeLimit.truncated", False)
            terminated, truncated = (False, True) if bool(_plain(late)) else (terminated, False)
        else:
            raise ValueError(f"step() gave {len(given)} values; five are expected, or the older four")
        terminated, truncated = bool(_plain(self._single(terminated))), bool(_plain(self._single(truncated)))
        return self._single(observation), float(_plain(self._single(reward))), terminated, truncated, self._single(info)

    def _many(self, action):
        if not self._batched:
            return action
        return action[None] if hasattr(action, "ndim") else [action]

    def _single(self, value):
        if not self._batched:
            return value
        if isinstance(value, dict):
            return {name: self._single(inner) for name, inner in value.items()}
        if isinstance(value, (list, tuple)) and len(value) == 1:
            return value[0]
        shape = getattr(value, "shape", ())
        return value[0] if len(shape) > 0 and shape[0] == 1 else value


def _of_policy(call, *arguments):
    try:
        return call(*arguments)
    except PolicyFault:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a policy throws is the policy's fault
        _log.warning("the policy failed", exc_info=True)
        raise PolicyFault(f"The policy failed: {type(fault).__name__}.") from fault


def _chunk(answer, width, horizon):
    """A list of actions, all finite and of the right width."""
    answer = _listed(answer)
    if not isinstance(answer, (list, tuple)) or not answer:
        raise PolicyFault("The policy gave no action.")
    rows = [_listed(row) for row in answer]
    if not any(isinstance(row, (list, tuple)) for row in rows):
        rows = [rows]
    actions = []
    for row in rows[:horizon]:
        if not isinstance(row, (list, tuple)) or len(row) != width:
            got = len(row) if isinstance(row, (list, tuple)) else 1
            raise PolicyFault(f"The policy gave an action of {got} numbers; {width} are needed.")
        try:
            numbers = [float(_plain(x)) for x in row]
        except (TypeError, ValueError) as fault:
            raise PolicyFault("The policy gave an action that is not made of numbers.") from fault
        if not all(math.isfinite(x) for x in numbers):
            raise PolicyFault("The policy gave an action that is not finite.")
        actions.append(numbers)
    return actions


def _listed(value):
    """Arrays and tensors as lists; everything else as it is."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    return value.tolist() if hasattr(value, "tolist") else value


def _plain(value):
    """One number or truth, out of arrays and tensors of one."""
    value = _listed(value)
    while isinstance(value, (list, tuple)) and len(value) == 1:
        value = _listed(value[0])
    return value


def _numbers(values):
    values = _listed(values)
    if not isinstance(values, (list, tuple)):
        values = [values]
    flat = []
    for value in values:
        value = _listed(value)
        flat.extend(_numbers(value) if isinstance(value, (list, tuple)) else [float(value)])
    return flat


def _condition(name, value):
    value = _plain(value)
    return {"name": str(name), "text": value} if isinstance(value, str) else {"name": str(name), "number": float(value)}


def _profile():
    numpy = sys.modules.get("numpy")
    parts = [platform.python_implementation(), platform.python_version(), platform.machine()]
    return " ".join(parts + ([f"numpy {numpy.__version__}"] if numpy else []))


# -------------------------------------------------------------------------------------------------------------- pictures


class _Publisher:
    """Which program publishes live video by WHIP here, if any."""

    _found = None

    def __init__(self, program):
        self.program = program

    @classmethod
    def find(cls):
        if cls._found is None:
            cls._found = (cls._look(),)
        return cls._found[0]

    @classmethod
    def _look(cls):
        ffmpeg = shutil.which("ffmpeg")
        if ffmpeg and " whip" in _output([ffmpeg, "-hide_banner", "-muxers"]):
            return cls("ffmpeg")
        inspector = shutil.which("gst-inspect-1.0")
        if inspector and shutil.which("gst-launch-1.0"):
            for element in ("whipclientsink", "whipsink"):
                if "Factory Details" in _output([inspector, element]):
                    return cls(element)
        return None

    def start(self, camera, url, bearer):
        """The process that publishes what is written to its standard input.

        Everybody on the machine reads a command line, and none of these programs takes the token from anywhere else: it is good for one
        camera of one episode. Mounting /proc with hidepid=2 keeps it from other accounts.
        """
        return subprocess.Popen(self.command(camera, url, bearer), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)

    def command(self, camera, url, bearer):
        size = f"{camera.width}x{camera.height}"
        if self.program == "ffmpeg":
            return (
                ["ffmpeg", "-hide_banner", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size]
                # A picture is as old as it is, however long the policy thinks between two of them.
                + ["-framerate", str(camera.fps), "-use_wallclock_as_timestamps", "1", "-i", "-", "-an", "-fps_mode", "vfr"]
                + _h264(camera, live=True)
                + ["-authorization", bearer, "-f", "whip", url]
            )
        raw = f"rawvideoparse width={camera.width} height={camera.height} format=rgb framerate={max(1, round(camera.fps))}/1"
        head = ["gst-launch-1.0", "-q", "fdsrc", "fd=0", "!"] + raw.split() + ["!", "videoconvert", "!"]
        if self.program == "whipclientsink":
            sink = ["whipclientsink", f"signaller::whip-endpoint={url}", f"signaller::auth-token={bearer}"]
            return head + sink
        encode = "vp8enc deadline=1 ! rtpvp8pay ! application/x-rtp,media=video,encoding-name=VP8,payload=96".split()
        return head + encode + ["!", "whipsink", f"whip-endpoint={url}", f"auth-token={bearer}"]


def _h264(camera, live):
    encoders = _output(["ffmpeg", "-hide_banner", "-encoders"])
    name = next((each for each in ("libx264", "libopenh264", "h264_v4l2m2m") if each in encoders), "h264")
    options = ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p", "-c:v", name, "-g", str(max(1, round(camera.fps)))]
    if name == "libx264":
        options += ["-preset", "veryfast", "-profile:v", "baseline"] + (["-tune", "zerolatency"] if live else [])
    return options + (["-bf", "0"] if live else [])


def _output(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


class _Film:
    """Pictures of one camera: to disk, and live where the platform wants it. Showing never waits for either."""

    def __init__(self, camera, record, publish, path):
        self.camera = camera
        self.recorded = record is not None
        self.frames = 0
        self._path = path
        self._recorder = record
        self._publisher = publish
        self._latest = queue.Queue(maxsize=1)
        self._closed = None
        self._over = False
        if publish is not None:
            threading.Thread(target=self._publish, daemon=True, name=f"live-{camera.name}").start()

    @staticmethod
    def open(episode, camera):
        path = episode.folder / f"{camera.name}.mp4"
        record = publish = None
        wanted = camera.name in episode.spec.get("recordCameras", [])
        if wanted and shutil.which("ffmpeg"):
            command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24"]
            command += ["-s", f"{camera.width}x{camera.height}", "-r", str(camera.fps), "-i", "-", "-an"]
            command += _h264(camera, live=False) + ["-movflags", "+faststart", str(path)]
            record = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        target = episode.live.get(camera.name)
        publisher = _Publisher.find()
        if target is not None and publisher is not None:
            publish = publisher.start(camera, target["url"], target["bearer"])
        return _Film(camera, record, publish, path)

    def show(self, picture):
        raw = picture if isinstance(picture, (bytes, bytearray)) else bytes(memoryview(_contiguous(picture)).cast("B"))
        expected = self.camera.width * self.camera.height * 3
        if len(raw) != expected:
            raise ValueError(f"a picture of camera {self.camera.name} has {expected} bytes (height x width x 3), not {len(raw)}")
        self.frames += 1
        if self._recorder is not None:
            try:
                self._recorder.stdin.write(raw)
            except OSError:
                _log.warning("camera %s is not recorded any more: ffmpeg ended", self.camera.name)
                self._recorder, self.recorded = None, False
        if self._publisher is not None:
            try:
                self._latest.get_nowait()
            except queue.Empty:
                pass
            self._latest.put_nowait(raw)

    def _publish(self):
        try:
            while not self._over:
                try:
                    self._publisher.stdin.write(self._latest.get(timeout=0.2))
                    self._publisher.stdin.flush()
                except queue.Empty:
                    continue
        except OSError:
            _log.warning("camera %s is not live any more: the publishing program ended", self.camera.name)

    def close(self):
        """The recording as (name, content type, path), or None."""
        if self._closed is None:
            self._over = True
            self._closed = (self._end(),)
        return self._closed[0]

    def _end(self):
        if self._publisher is not None:
            self._publisher.terminate()
            threading.Thread(target=self._publisher.wait, daemon=True).start()
        if self._recorder is None:
            return None
        try:
            self._recorder.stdin.close()
            if self._recorder.wait(timeout=60) == 0 and self.frames > 0:
                return (f"{self.camera.name}.mp4", "video/mp4", self._path)
        except (OSError, subprocess.TimeoutExpired):
            self._recorder.kill()
        _log.warning("camera %s could not be recorded", self.camera.name)
        return None


def _contiguous(picture):
    if hasattr(picture, "detach"):
        picture = picture.detach().cpu().numpy()
    return picture.copy(order="C") if hasattr(picture, "copy") else picture


# ---------------------------------------------------------------------------------------------------------- the keeper


class _Disk:
    """Files that are whole or not there, also after a power cut."""

    @staticmethod
    def write(path, value):
        path = Path(path)
        new = path.with_suffix(".new")
        with open(new, "w", encoding="utf-8") as out:
            json.dump(value, out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(new, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @staticmethod
    def read(path, otherwise=None):
        try:
            with open(path, encoding="utf-8") as stored:
                return json.load(stored)
        except FileNotFoundError:
            return otherwise


class _StepLog:
    """The step log as the platform reads it: StepRecord messages in protobuf, each after its length."""

    @staticmethod
    def record(step):
        out = bytearray()
        _StepLog._whole(out, 1, step["step"])
        moment = int(step["monoNs"])
        if moment:
            out += _StepLog._tag(2, 1) + struct.pack("<Q", moment)
        for number, name in ((3, "state"), (4, "actionCommanded"), (5, "actionApplied")):
            if step[name]:
                packed = struct.pack(f"<{len(step[name])}d", *step[name])
                out += _StepLog._tag(number, 2) + _StepLog._varint(len(packed)) + packed
        _StepLog._whole(out, 6, step["inferUs"])
        if step["frame"]:
            packed = b"".join(_StepLog._varint(frame) for frame in step["frame"])
            out += _StepLog._tag(7, 2) + _StepLog._varint(len(packed)) + packed
        if "progress" in step:
            out += _StepLog._tag(8, 1) + struct.pack("<d", step["progress"])
        _StepLog._whole(out, 9, step["chunk"])
        _StepLog._whole(out, 10, step["indexInChunk"])
        for note in step["notes"]:
            text = note.encode()
            out += _StepLog._tag(11, 2) + _StepLog._varint(len(text)) + text
        return _StepLog._varint(len(out)) + bytes(out)

    @staticmethod
    def whole_steps(path):
        """Cuts off what a killed process had half written; how many steps are left."""
        content = Path(path).read_bytes()
        count, at = 0, 0
        while at < len(content):
            length, shift, start = 0, 0, at
            while start < len(content) and content[start] & 0x80:
                length |= (content[start] & 0x7F) << shift
                shift, start = shift + 7, start + 1
            if start >= len(content):
                break
            length |= content[start] << shift
            if start + 1 + length > len(content):
                break
            at, count = start + 1 + length, count + 1
        if at < len(content):
            with open(path, "r+b") as log:
                log.truncate(at)
        return count

    @staticmethod
    def _whole(out, number, value):
        if value:
            out += _StepLog._tag(number, 0) + _StepLog._varint(value)

    @staticmethod
    def _tag(number, wire):
        return _StepLog._varint(number << 3 | wire)

    @staticmethod
    def _varint(value):
        out = bytearray()
        while value > 0x7F:
            out.append(value & 0x7F | 0x80)
            value >>= 7
        out.append(value)
        return bytes(out)


class _Refused(Exception):
    """An upload that the platform will never take."""


class _Uploader:
    """Sends one file so that a cut costs only what was under way. Blocks; used on threads."""

    def __init__(self, gateway):
        self._gateway = gateway

    def upload(self, target, artifact, path):
        """One attempt; the next goes on where this one ended."""
        base = f"{target['path']}/{artifact['name']}"
        about = {
            "Authorization": "Bearer " + target["bearer"],
            "Content-Type": artifact["contentType"],
            "Upload-Length": artifact["sizeBytes"],
            "Upload-Sha256": artifact["sha256"],
        }
        size = int(artifact["sizeBytes"])
        status, headers, said = self._send("HEAD", base, about)
        if status != 200:
            raise self._failure("asking for the offset", status, said)
        offset = int(headers.get("Upload-Offset", 0))
        direct = headers.get("Upload-Location")
        with open(path, "rb") as content:
            if offset < size and direct:
                named = dict(each.split(": ", 1) for each in headers.get_all("Upload-Location-Header", []))
                status, _, _ = self._send("PUT", direct, dict(named, **{"Content-Length": str(size)}), content)
                if status // 100 != 2:
                    raise OSError(f"the artifact store answered {status}")
                offset = size
            while True:
                content.seek(offset)
                piece = content.read(min(UPLOAD_PIECE_BYTES, size - offset))
                status, headers, said = self._send("PUT", base, dict(about, **{"Upload-Offset": str(offset)}), piece)
                if status == 201:
                    return
                if status != 204:
                    raise self._failure("uploading " + artifact["name"], status, said)
                offset = int(headers["Upload-Offset"])

    def _send(self, method, where, headers, body=None):
        url = urllib.parse.urlsplit(urllib.parse.urljoin(self._gateway, where))
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(url.hostname, url.port, timeout=600 if body else 15)
        try:
            path = url.path + (f"?{url.query}" if url.query else "")
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read(400).decode("utf-8", "replace")
        finally:
            connection.close()

    @staticmethod
    def _failure(doing, status, said):
        worth_retrying = status in (408, 409, 429) or status >= 500
        return (OSError if worth_retrying else _Refused)(f"{doing} was answered {status} {said[:200]}")


def _described(name, content_type, path):
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as content:
        for block in iter(lambda: content.read(1 << 16), b""):
            digest.update(block)
            size += len(block)
    return {"name": name, "contentType": content_type, "sha256": digest.hexdigest(), "sizeBytes": str(size)}


class _Held:
    """What is held of one episode, on disk and in memory, until the platform has it."""

    def __init__(self, folder, told):
        self.folder = Path(folder)
        self.id = told["episodeId"]
        self.fence = told["fence"]
        self.state = told["state"]
        self.steps = told.get("lastStep", 0)
        self.sequence = 0
        self.events = []
        self.report = None
        self.upload = None
        self.refused = False
        self.uploading = False

    @staticmethod
    def found(folder):
        """Of an earlier run of this process; None where nothing readable lies there."""
        told = _Disk.read(Path(folder) / "held.json")
        if told is None:
            return None
        held = _Held(folder, told)
        # Above every number that the earlier run can have used.
        held.sequence = 1 << 32
        stored = _Disk.read(held.folder / "events.json", [])
        held.report = _Disk.read(held.folder / "report.json")
        if held.report is not None:
            held.events = [event for event in stored if int(event["sequence"]) < int(held.report["sequence"])] + [held.report]
        return held

    def told(self):
        return {"episodeId": self.id, "fence": self.fence, "state": self.state, "lastStep": self.steps}

    def changed(self, state, more):
        """Notes a change on disk; the event to send."""
        self.sequence += 1
        event = {"episodeId": self.id, "fence": self.fence, "sequence": str(self.sequence), "state": state, **more}
        self.state = state
        self.events.append(event)
        try:
            if state in ENDED:
                self.report = event
                _Disk.write(self.folder / "report.json", event)
            else:
                _Disk.write(self.folder / "events.json", self.events)
            _Disk.write(self.folder / "held.json", self.told())
        except OSError as full:
            if state not in ENDED:
                raise
            # An end is told even where the disk has no room for it.
            _log.error("the end of episode %s is told but not on disk: %s", self.id, full)
        return event

    def acknowledged(self, sequence):
        """Whether the platform has heard the end."""
        self.events = [event for event in self.events if int(event["sequence"]) > sequence]
        return not self.events and self.state in ENDED


class _Lease:
    """The dead-man's clock: a renewal counts from when the heartbeat left that it answers, on this machine's own time."""

    REMEMBERED = 256

    def __init__(self, shared):
        self._shared = shared
        self._epoch = None
        self._sent = {}

    def welcome(self, epoch, hold_after_ms, stop_after_ms, idle):
        self._epoch = epoch
        self._sent.clear()
        if idle:
            # What was granted before the connection was cut says nothing about an episode that begins now.
            self._shared.cells[_Shared.FRESHEST] = 0
        self._shared.cells[_Shared.HOLD_AFTER] = hold_after_ms * 1_000_000
        self._shared.cells[_Shared.STOP_AFTER] = stop_after_ms * 1_000_000

    def heartbeat_leaves(self, sequence, now):
        self._sent[sequence] = now
        if len(self._sent) > self.REMEMBERED:
            del self._sent[next(iter(self._sent))]

    def renew(self, answers, ttl_ms, epoch):
        """Whether it counted. Whoever ran out of time before it came must look at over() first."""
        sent = self._sent.get(answers)
        if epoch != self._epoch or sent is None or time.monotonic_ns() - sent > ttl_ms * 1_000_000:
            return False
        self._shared.cells[_Shared.FRESHEST] = max(sent, self._shared.cells[_Shared.FRESHEST])
        return True

    def over(self):
        return self._shared.phase() == "stop"

    def still_valid(self, answers, valid_ms):
        sent = self._sent.get(answers)
        return sent is not None and time.monotonic_ns() - sent <= valid_ms * 1_000_000


def _json_number(x):
    """As the JSON of protobuf has it, where what is not finite is text."""
    return x if math.isfinite(x) else "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


class _Telemetry:
    """Steps and posters of the running episode, under credit, on a connection of its own. An episode never waits for it."""

    def __init__(self, keeper):
        self._keeper = keeper
        self._credit = 1
        self._in_flight = 0
        self._wake = asyncio.Event()
        self.clear()

    def clear(self, held=None):
        self._held = held
        self._steps = []
        self._next = self._stored = 0
        self._posters = {}
        self._last = 0.0

    def welcome(self, credit):
        self._credit = max(1, credit)
        self._wake.set()

    def add(self, step):
        named = {name: [_json_number(x) for x in step[name]] for name in ("state", "actionCommanded", "actionApplied")}
        self._steps.append(dict(step, **named))
        self._wake.set()

    def poster(self, camera, jpeg):
        self._posters[camera] = jpeg
        self._wake.set()

    async def run(self):
        pause = FIRST_PAUSE_S
        while True:
            await self._wake.wait()
            if not self._keeper.online or self._held is None:
                self._wake.clear()
                continue
            try:
                async with self._keeper.connect("/station/v1/telemetry", TELEMETRY_FRAME_BYTES) as link:
                    self._in_flight, self._next, pause = 0, self._stored, FIRST_PAUSE_S
                    reader = asyncio.ensure_future(self._read(link))
                    try:
                        await self._write(link, reader)
                    finally:
                        reader.cancel()
            except Exception as cut:  # noqa: BLE001 - whatever cuts it, it comes again
                _log.debug("telemetry: %s", cut)
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE_S, 2 * pause)

    async def _write(self, link, reader):
        while not reader.done():
            waiting = asyncio.ensure_future(self._wake.wait())
            await asyncio.wait([waiting, reader], return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            self._wake.clear()
            held = self._held
            if held is None:
                continue
            for camera in list(self._posters):
                poster = {"episodeId": held.id, "fence": held.fence, "camera": camera, "jpeg": self._posters.pop(camera)}
                await link.send(json.dumps({"poster": poster}))
            while held is self._held and self._in_flight < self._credit and self._next < len(self._steps):
                batch = self._batch()
                self._next += len(batch)
                self._in_flight += 1
                await link.send(json.dumps({"steps": {"episodeId": held.id, "fence": held.fence, "steps": batch}}))
            # So that an episode of 10 Hz sends five batches a second and not ten.
            await asyncio.sleep(GATHER_S)

    def _batch(self):
        batch, size = [], 0
        for step in self._steps[self._next :]:
            size += len(json.dumps(step))
            if batch and size > STEP_BATCH_BYTES:
                break
            batch.append(step)
        return batch

    async def _read(self, link):
        async for frame in link:
            reply = json.loads(frame)
            ack, refusal = reply.get("ack"), reply.get("refusal")
            self._in_flight = max(0, self._in_flight - 1)
            if ack:
                self._credit = max(1, ack.get("credit", 1))
                if self._held is not None and ack.get("episodeId") == self._held.id:
                    self._stored = ack.get("storedThrough", 0)
                    if self._in_flight == 0 and self._stored < self._next:
                        self._next = self._stored
            if refusal:
                _log.warning("the platform refused telemetry: %s", refusal.get("detail"))
                if self._held is not None and refusal.get("episodeId") == self._held.id:
                    self.clear()
            self._wake.set()


class _Keeper:
    """The process that holds the connection."""

    def __init__(self, pipe, shared, told):
        self.pipe, self.shared = pipe, shared
        self.gateway, self.key = told["gateway"].rstrip("/") + "/", told["key"]
        self.data = Path(told["folder"])
        self.capabilities = told["capabilities"]
        self.boot = str(uuid.uuid4())
        self.lease = _Lease(shared)
        self.uploader = _Uploader(self.gateway)
        self.held = {}
        self.promised = None
        self.running = None
        self.ended_for = None
        self.step_log = None
        self.stop = {}
        self.stop_reports = {}
        self.online = False
        self.leaving = False
        self._link = None
        self._resume = ""
        self._sequence = 0
        self._answer = 0
        self._beat_every = 5.0
        self._last_frame = 0.0
        self._heard_at = time.monotonic()
        self._tasks = set()

    # Connection.

    def connect(self, path, most_bytes):
        url = urllib.parse.urljoin(self.gateway, path)
        url = ("wss" if url.startswith("https") else "ws") + url[url.index(":") :]
        headers = {"Authorization": "Bearer " + self.key}
        options = dict(subprotocols=[SUBPROTOCOL], max_size=most_bytes, ping_interval=None, open_timeout=10, close_timeout=2)
        if url.startswith("wss"):
            options["ssl"] = ssl.create_default_context()
        try:
            from websockets.asyncio.client import connect
        except ImportError:
            # Below 13; the name of the argument changed with the new client.
            import websockets

            return websockets.connect(url, extra_headers=headers, **options)
        return connect(url, additional_headers=headers, **options)

    async def main(self):
        self._begin()
        self._telemetry = _Telemetry(self)
        for work in (self._telemetry.run(), self._watch(), self._repeat()):
            self._spawn(work)
        pause = FIRST_PAUSE_S
        while not self.leaving:
            began = time.monotonic()
            try:
                await self._session()
            except asyncio.CancelledError:
                raise
            except Exception as cut:  # noqa: BLE001 - whatever cuts it, it comes again
                _log.info("offline: %s", cut)
                if "401" in str(cut) or "403" in str(cut):
                    pause = LONGEST_PAUSE_S
            self._offline()
            if time.monotonic() - began > LONGEST_PAUSE_S:
                pause = FIRST_PAUSE_S
            if not self.leaving:
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))
                pause = min(LONGEST_PAUSE_S, 2 * pause)

    def _begin(self):
        (self.data / "episodes").mkdir(parents=True, exist_ok=True)
        self.stop = _Disk.read(self.data / "stop.json", {})
        self.shared.cells[_Shared.LATCHED] = 1 if self.stop.get("latched") else 0
        for folder in sorted((self.data / "episodes").iterdir()):
            held = _Held.found(folder)
            if held is None:
                shutil.rmtree(folder, ignore_errors=True)
            else:
                self.held[held.id] = held

    async def _session(self):
        async with self.connect("/station/v1/control", CONTROL_FRAME_BYTES) as link:
            self._link = link
            self._last_frame = time.monotonic()
            hello = {
                "bootId": self.boot,
                "protocolMin": PROTOCOL,
                "protocolMax": PROTOCOL,
                "resumeToken": self._resume,
                "capabilities": self.capabilities,
                "held": [held.told() for held in sorted(self.held.values(), key=lambda held: int(held.fence))],
                "stopState": self.stop,
            }
            await link.send(json.dumps({"hello": hello}))
            beating = None
            try:
                async for frame in link:
                    self._last_frame = time.monotonic()
                    for kind, message in json.loads(frame).items():
                        if kind == "welcome":
                            await self._welcome(message)
                            beating = asyncio.ensure_future(self._beat())
                        else:
                            await self._received(kind, message)
            finally:
                if beating is not None:
                    beating.cancel()

    def _offline(self):
        self.online, self._link = False, None

    async def send(self, kind, message):
        """Sends if a session is open; otherwise drops, since whatever matters is said again."""
        link = self._link
        if link is not None and self.online:
            try:
                await link.send(json.dumps({kind: message}))
            except Exception as cut:  # noqa: BLE001
                _log.debug("not sent: %s", cut)

    async def _welcome(self, welcome):
        epoch = int(welcome.get("sessionEpoch", 0))
        self.lease.welcome(epoch, welcome.get("motionHoldAfterMs", 0), welcome.get("controlledStopAfterMs", 0), self.running is None)
        self._beat_every = max(0.05, welcome.get("heartbeatEveryMs", 0) / 1000)
        self._resume = welcome.get("resumeToken", "")
        self._sequence = self._answer = 0
        self.online = True
        _log.info("online as %s, session %d", welcome.get("stationName"), epoch)
        self._telemetry.welcome(welcome.get("telemetryCredit", 1))
        for decision in welcome.get("decisions", []):
            await self._decided(decision)
        await self._say_again()
        # Before anything that came behind Welcome is answered: what the platform grants counts from a heartbeat.
        await self._beat_once()

    async def _beat(self):
        while True:
            await asyncio.sleep(self._beat_every)
            silent = time.monotonic() - self._last_frame
            if silent > 3 * self._beat_every + min(1.0, self._beat_every):
                _log.info("the platform was silent for %.1f s", silent)
                await self._link.close()
                return
            await self._beat_once()

    async def _beat_once(self):
        self._sequence += 1
        slot = {"slot": 0, "state": "EPISODE_STATE_UNSPECIFIED"}
        if self.running is not None:
            slot = {
                "episodeId": self.running.id,
                "fence": self.running.fence,
                "state": self.running.state,
                "step": self.running.steps,
                "moving": self.running.state == "EPISODE_STATE_RUNNING",
            }
        now = time.monotonic_ns()
        heartbeat = {
            "sequence": str(self._sequence),
            "challengeAnswer": str(self._answer),
            "slots": [slot],
            "stopState": self.stop,
            "sentMonoNs": str(now),
            "spoolFreeBytes": str(shutil.disk_usage(self.data).free),
            "unfit": self._unfit(),
        }
        self.lease.heartbeat_leaves(self._sequence, now)
        await self.send("heartbeat", heartbeat)

    def _unfit(self):
        if shutil.disk_usage(self.data).free < 64 * 1024 * 1024:
            return "The station's disk has less than 64 MiB free."
        silent = time.monotonic() - self._heard_at
        if self.running is not None and silent > STALLED_S:
            return f"The environment has not finished a step for {silent:.0f} s."
        return "The station is shutting down." if self.leaving else ""

    async def _received(self, kind, message):
        handlers = {
            "leaseRenewal": self._renewed,
            "episodeOffer": self._offered,
            "episodeStart": self._started,
            "episodeAbort": self._aborted,
            "episodeAck": self._acknowledged,
            "stop": self._stopped,
            "clearGrant": self._cleared,
            "renderRequest": self._render,
            "clockRequest": self._clock,
            "refusal": self._refusal,
        }
        handler = handlers.get(kind)
        if handler is not None:
            await handler(message)

    async def _renewed(self, renewal):
        self._answer = ~int(renewal.get("challenge", 0)) & (2**64 - 1)
        if self.running is not None and self.lease.over():
            # Nobody may have looked in time: it is over all the same.
            self._end_running(**_CONTACT_LOST)
        if not self.lease.renew(int(renewal.get("answersHeartbeat", 0)), renewal.get("ttlMs", 0), int(renewal.get("sessionEpoch", 0))):
            _log.warning("ignored a renewal of heartbeat %s: too old, or of another session", renewal.get("answersHeartbeat"))

    async def _clock(self, request):
        now = time.monotonic_ns()
        await self.send("clockReply", {"t1Ns": request.get("t1Ns", "0"), "t2Ns": str(now), "t3Ns": str(time.monotonic_ns())})

    async def _render(self, request):
        await self.send("renderReply", {"requestId": request.get("requestId", ""), "refusal": "This station draws no pictures of its scene."})

    async def _refusal(self, refusal):
        _log.warning("the platform refused: %s %s", refusal.get("code"), refusal.get("detail"))
        held = self.held.get(refusal.get("episodeId", ""))
        if refusal.get("code") == "REFUSAL_CODE_STALE_FENCE" and held is not None:
            held.refused = True
            if held is self.running:
                self._end_running("END_REASON_PLATFORM_FAULT", "The platform gave this attempt to somebody else.")

    # Offers.

    async def _offered(self, offer):
        wrong = self._violations(offer)
        await self._reply(offer, wrong)
        if not wrong:
            self.promised = offer
            self._spawn(self._forget_promise(offer, max(1, offer.get("acceptWithinMs", 0)) / 500 + PROMISE_SLACK_S))

    async def _reply(self, about, violations):
        reply = {"episodeId": about["episodeId"], "fence": about["fence"], "accepted": not violations, "violations": violations}
        await self.send("offerReply", reply)

    async def _forget_promise(self, offer, after):
        await asyncio.sleep(after)
        if self.promised is offer:
            self.promised = None

    def _violations(self, offer):
        spec = offer.get("spec", {})
        if offer.get("slot", 0) != 0:
            return ["There is no slot %d; this station has one." % offer["slot"]]
        if self.stop.get("latched"):
            return ["The station is stopped; a person has to clear the stop first."]
        if offer["episodeId"] in self.held:
            return ["This episode ran here before and is never repeated."]
        if self.running is not None or self.promised is not None:
            return ["Slot 0 is taken."]
        if self._unfit():
            return [self._unfit()]
        scene = spec.get("sceneId", "")
        if scene not in [each["sceneId"] for each in self.capabilities["scenes"]]:
            return [f"There is no scene {scene} here."]
        policy = spec.get("policy", {})
        announced = [(each["name"], each["digest"]) for each in self.capabilities["policies"]]
        if (policy.get("name"), policy.get("digest")) not in announced:
            return [f"Policy {policy.get('name')} of that version is not here."]
        if "goalImage" in spec or "goalStatement" in spec:
            return ["This station takes instructions in words, no pictures."]
        described = json.loads(base64.b64decode(self.capabilities["scenes"][0]["descriptionJson"]))
        unknown = {each["name"] for each in spec.get("conditions", [])} - {each["name"] for each in described.get("factors", [])}
        if unknown:
            return [f"The condition {name} cannot be pinned here." for name in sorted(unknown)[:16]]
        if spec.get("taskId") and spec["taskId"] not in [task["id"] for task in described["tasks"]]:
            return [f"There is no task {spec['taskId']} in this scene."]
        return []

    async def _started(self, start):
        offer = self.promised
        if offer is None or (offer["episodeId"], offer["fence"]) != (start["episodeId"], start["fence"]):
            if start["episodeId"] not in self.held:
                await self._reply(start, ["No accepted offer fits this Start."])
            return
        self.promised = None
        obstacle = self._unfit()
        if not self.lease.still_valid(int(start.get("answersHeartbeat", 0)), start.get("validForMs", 0)):
            obstacle = "The Start came too late to move anything."
        elif self.stop.get("latched"):
            obstacle = "The station was stopped before the Start."
        if obstacle:
            await self._reply(start, [obstacle])
            return
        try:
            self._run(offer, start)
        except OSError as full:
            self.running = None
            await self._reply(start, [f"The station cannot keep the episode's data: {full.strerror}."])

    def _run(self, offer, start):
        folder = self.data / "episodes" / offer["episodeId"]
        folder.mkdir(parents=True)
        held = _Held(folder, {"episodeId": offer["episodeId"], "fence": offer["fence"], "state": "EPISODE_STATE_CREATED"})
        held.upload = start.get("upload")
        _Disk.write(folder / "spec.json", offer["spec"])
        _Disk.write(folder / "held.json", held.told())
        self.step_log = open(folder / "steps.pb", "wb", buffering=0)
        self.held[held.id] = held
        self.running = held
        self.ended_for = None
        self._heard_at = time.monotonic()
        self.shared.cells[_Shared.ENDED] = 0
        self._telemetry.clear(held)
        live = {
            each["camera"]: {"url": urllib.parse.urljoin(self.gateway, each["whipPath"]), "bearer": each.get("bearer", "")}
            for each in start.get("live", [])
        }
        self.pipe.send("begin", id=held.id, fence=held.fence, spec=offer["spec"], live=live, folder=str(folder))

    def _end_running(self, reason, detail):
        if self.running is not None and self.ended_for is None:
            self.ended_for = {"reason": reason, "detail": detail}
            self.shared.cells[_Shared.ENDED] = 1
            self.pipe.send("end", id=self.running.id, reason=reason, detail=detail)

    async def _aborted(self, abort):
        if self.running is not None and (self.running.id, self.running.fence) == (abort["episodeId"], abort["fence"]):
            reason = abort.get("reason", "END_REASON_PLATFORM_FAULT")
            said = {
                "END_REASON_STOPPED_BY_ASKER": "The asker withdrew the prompt.",
                "END_REASON_STOPPED_BY_STAFF": "A member of the staff ended the episode.",
            }
            self._end_running(reason, said.get(reason, "The platform ended the episode."))
        if self.promised is not None and self.promised["episodeId"] == abort["episodeId"]:
            self.promised = None

    # Stops.

    async def _stopped(self, stop):
        known = self.stop_reports.get(stop["stopId"])
        if known is not None:
            await self.send("stopReport", known)
            return
        received = time.monotonic_ns()
        self.shared.cells[_Shared.LATCHED] = 1
        level = stop.get("level", "STOP_LEVEL_CONTROLLED_STOP")
        if self.stop.get("latched"):
            # The highest level wins, and the first stop's id stays the one to clear.
            self.stop["level"] = max(self.stop.get("level", ""), level, key=_LEVELS.index)
        else:
            self.stop = {"latched": True, "stopId": stop["stopId"], "level": level, "by": stop.get("by", ""), "reason": stop.get("reason", "")}
        self._end_running("END_REASON_STOPPED_BY_STAFF", "The station was stopped.")
        report = {"stopId": stop["stopId"], "receivedMonoNs": str(received)}
        self.stop_reports[stop["stopId"]] = report
        await self.send("stopReport", report)
        try:
            _Disk.write(self.data / "stop.json", self.stop)
        except OSError as full:
            _log.error("the stop is not on disk: %s", full)
        if self.running is None:
            await self._standstill()

    async def _standstill(self):
        """The environment's side makes no step any more."""
        for report in self.stop_reports.values():
            if "stoppedMonoNs" not in report:
                report["stoppedMonoNs"] = str(time.monotonic_ns())
                await self.send("stopReport", report)

    async def _cleared(self, grant):
        if not self.lease.still_valid(int(grant.get("answersHeartbeat", 0)), grant.get("validForMs", 0)):
            _log.warning("ignored the clearing of stop %s: it came too late", grant["stopId"])
        elif self.stop.get("stopId") == grant["stopId"]:
            _Disk.write(self.data / "stop.json", {})
            self.stop = {}
            self.stop_reports.pop(grant["stopId"], None)
            self.shared.cells[_Shared.LATCHED] = 0
            _log.info("stop %s cleared by %s: %s", grant["stopId"], grant.get("by"), grant.get("reason"))

    # What the platform decides about what lies here.

    async def _decided(self, decision):
        held = self.held.get(decision["episodeId"])
        if held is None or held.fence != decision.get("fence"):
            return
        held.refused = False
        held.upload = decision.get("upload") or held.upload
        what = decision.get("decision", "")
        _log.info("episode %s: the platform decided %s", held.id, what)
        if what == "HELD_DECISION_FORGET":
            if held is self.running:
                self._end_running("END_REASON_PLATFORM_FAULT", "The platform does not know this attempt.")
            else:
                self._forget(held)
        elif held is not self.running:
            self._leftover(held)
        elif what in ("HELD_DECISION_ABORT", "HELD_DECISION_REPORT_ONLY"):
            self._end_running("END_REASON_PLATFORM_FAULT", "The platform gave this attempt up.")

    def _leftover(self, held):
        """Reports what an earlier run of this process left unfinished; it never counts as an outcome."""
        if held.report is not None:
            return
        log, artifacts = held.folder / "steps.pb", []
        if log.exists():
            held.steps = _StepLog.whole_steps(log)
            if held.steps:
                artifacts = [_described("steps.pb", "application/x-protobuf", log)]
        more = {
            "endReason": "END_REASON_STATION_FAULT",
            "detail": "The station's program ended in the middle of the episode.",
            "report": {"steps": held.steps, "artifacts": artifacts},
        }
        held.changed("EPISODE_STATE_ABORTED", more)

    async def _acknowledged(self, ack):
        held = self.held.get(ack["episodeId"])
        if held is None or held.fence != ack.get("fence"):
            return
        over = held.acknowledged(int(ack.get("sequence", 0)))
        if over and ack.get("mayDeleteLocal"):
            self._forget(held)
        elif over and ack.get("wantedArtifacts") and not held.uploading:
            self._spawn(self._upload_wanted(held, ack["wantedArtifacts"]))

    def _forget(self, held):
        self.held.pop(held.id, None)
        shutil.rmtree(held.folder, ignore_errors=True)

    async def _say_again(self):
        for held in list(self.held.values()):
            if not held.refused:
                for event in list(held.events):
                    await self.send("episodeEvent", event)

    async def _repeat(self):
        while True:
            await asyncio.sleep(REPEAT_EVERY_S)
            await self._say_again()

    async def _watch(self):
        while True:
            await asyncio.sleep(WATCH_EVERY_S)
            if self.running is not None and self.shared.cells[_Shared.FRESHEST] and self.lease.over():
                self._end_running(**_CONTACT_LOST)

    # What the environment's side says.

    async def heard(self, message):
        self._heard_at = time.monotonic()
        kind = message["kind"]
        if kind == "goodbye":
            await self._leave()
            return
        held = self.running
        if held is None or held.id != message["id"]:
            return
        if kind == "step":
            self.step_log.write(_StepLog.record(message["step"]))
            held.steps += 1
            self._telemetry.add(message["step"])
        elif kind == "poster":
            self._telemetry.poster(message["camera"], message["jpeg"])
        elif kind == "change":
            await self.send("episodeEvent", held.changed(message["state"], message["more"]))
        elif kind == "finish":
            await self._finish(held, message)

    async def lost_environment(self):
        """The other process ended without a word."""
        if self.running is not None and self.running.state not in ENDED:
            held, self.running = self.running, None
            self.step_log.close()
            self._leftover(held)
            await self._standstill()
        await self._leave()

    async def _finish(self, held, message):
        await self._standstill()
        loop = asyncio.get_running_loop()
        try:
            os.fsync(self.step_log.fileno())
            self.step_log.close()
            named = [(name, kind, self._in_folder(held, name, path)) for name, kind, path in message["artifacts"]]
            if held.steps:
                named.append(("steps.pb", "application/x-protobuf", held.folder / "steps.pb"))
            artifacts = [await loop.run_in_executor(None, _described, *each) for each in named]
            report = dict(message["report"], steps=held.steps, artifacts=artifacts)
            end = {"endReason": message["reason"], "detail": message["detail"], "report": report}
        except OSError as broken:
            _log.error("the report of episode %s could not be made: %s", held.id, broken)
            message = dict(message, state="EPISODE_STATE_ABORTED")
            end = {
                "endReason": "END_REASON_STATION_FAULT",
                "detail": "The station could not put the episode's report together.",
                "report": {"steps": held.steps},
            }
        self.running = None
        self._telemetry.clear()
        self._spawn(self._hand_over(held, message["state"], end))

    @staticmethod
    def _in_folder(held, name, path):
        """Recordings lie in the episode's folder under their own names, so that a later process finds them again."""
        expected = held.folder / name
        if Path(path).resolve() != expected.resolve():
            shutil.move(str(path), str(expected))
        return expected

    async def _hand_over(self, held, state, end):
        held.uploading = True
        try:
            # Who withdrew or stopped an episode should not wait for its upload: the platform asks for it afterwards.
            if state != "EPISODE_STATE_ABORTED":
                await self.send("episodeEvent", held.changed("EPISODE_STATE_FINALIZING", {}))
                await self._upload(held, end["report"].get("artifacts", []), UPLOAD_ATTEMPTS)
        finally:
            held.uploading = False
            await self.send("episodeEvent", held.changed(state, end))

    async def _upload_wanted(self, held, wanted):
        held.uploading = True
        try:
            artifacts = held.report["report"].get("artifacts", []) if held.report else []
            # Nobody waits for the slot any more, and nobody would ask again before the next connection.
            if await self._upload(held, [each for each in artifacts if each["name"] in wanted], None):
                # The acknowledgement of the repeated report allows to delete.
                if not held.events:
                    held.events.append(held.report)
                await self.send("episodeEvent", held.report)
        finally:
            held.uploading = False

    async def _upload(self, held, artifacts, attempts):
        every = True
        for artifact in artifacts:
            every = await self._upload_one(held, artifact, attempts) and every
        return every

    async def _upload_one(self, held, artifact, attempts):
        """So many attempts; without a number until it is taken, refused for good, or gone."""
        pause = FIRST_PAUSE_S
        path = held.folder / artifact["name"]
        for attempt in itertools.count(1):
            if attempts is not None and attempt > attempts or not held.upload or not path.exists():
                return False
            try:
                await asyncio.get_running_loop().run_in_executor(None, self.uploader.upload, held.upload, artifact, path)
                _log.info("episode %s: uploaded %s, %s bytes", held.id, artifact["name"], artifact["sizeBytes"])
                return True
            except _Refused as refused:
                _log.warning("episode %s: %s", held.id, refused)
                return False
            except (OSError, http.client.HTTPException) as cut:
                _log.warning("episode %s: %s (attempt %d)", held.id, cut, attempt)
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))
                pause = min(LONGEST_PAUSE_S, 2 * pause)

    async def _leave(self):
        """Ends after the platform heard the end of what ended; uploads may still be owed."""
        self.leaving = True
        deadline = time.monotonic() + GOODBYE_S
        while time.monotonic() < deadline and self.online:
            owed = [held for held in self.held.values() if held.uploading or (held.state in ENDED and held.events)]
            if not owed and self.running is None:
                break
            await asyncio.sleep(0.05)
        if self._link is not None:
            await self._link.close()
        asyncio.get_running_loop().stop()

    def _spawn(self, work):
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_complain)
        return task


def _complain(task):
    if not task.cancelled() and task.exception() is not None:
        _log.error("part of the keeper failed", exc_info=task.exception())


def _keep(pipe_fd, shared_fd):
    """What the keeper's process does until the other one says goodbye or ends."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s keeper %(levelname)s %(message)s")
    pipe = _Pipe(socket.socket(fileno=pipe_fd))
    messages = iter(pipe)
    keeper = _Keeper(pipe, _Shared(shared_fd), next(messages))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    heard = asyncio.Queue()

    def listen():
        try:
            for message in messages:
                loop.call_soon_threadsafe(heard.put_nowait, message)
        except (OSError, ValueError):
            pass
        loop.call_soon_threadsafe(heard.put_nowait, None)

    async def obey():
        while True:
            message = await heard.get()
            if message is None:
                await keeper.lost_environment()
                return
            try:
                await keeper.heard(message)
            except OSError as full:
                _log.error("the data of the episode cannot be kept: %s", full)
                keeper._end_running("END_REASON_STATION_FAULT", "The station could not keep the episode's data; its disk may be full.")

    keeper._spawn(keeper.main())
    keeper._spawn(obey())
    threading.Thread(target=listen, daemon=True, name="environment").start()
    loop.run_forever()
    logging.shutdown()
    # Not by way of the interpreter's end, where the thread that still reads would be in the way.
    os._exit(0)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] != "--keeper":
        sys.exit("This file is a library: see examples/, or README.md.")
    _keep(int(sys.argv[2]), int(sys.argv[3]))
