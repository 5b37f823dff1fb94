"""Run with: python3 -m unittest discover -s tests (needs websockets; numpy where it is there)."""

import os
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent, HERE.parent / "examples"):
    sys.path.insert(0, str(folder))

import parley_station  # noqa: E402
import pucks  # noqa: E402
from platform_stand_in import KEY, Platform  # noqa: E402

try:
    import numpy
except ImportError:
    numpy = None


class StationTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="parley-python-station-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.platform = Platform()
        self._serving = []

    def tearDown(self):
        for station, thread in self._serving:
            station.close()
            thread.join(20)

    def serve(self, station):
        thread = threading.Thread(target=station.serve, args=(self.platform.url, KEY, self.folder), daemon=True)
        thread.start()
        self._serving.append((station, thread))
        self.platform.until("on line", lambda: self.platform.heartbeats)
        return station

    def leave(self):
        station, thread = self._serving.pop()
        station.close()
        thread.join(20)
        self.assertFalse(thread.is_alive())

    def policy(self):
        announced = self.platform.hellos[-1]["capabilities"]["policies"][0]
        return {"name": announced["name"], "digest": announced["digest"]}

    def run_episode(self, episode="e1", **spec):
        self.assertTrue(self.platform.offer(episode, self.policy(), **spec)["accepted"])
        self.platform.start(episode)
        return self.platform.end(episode)


class EpisodeTest(StationTest):
    def test_offered_turn_becomes_recorded_episode(self):
        self.serve(pucks.station(realtime=False))

        end = self.run_episode()

        self.assertEqual(["RESETTING", "READY", "RUNNING", "FINALIZING", "TERMINATED"], self.platform.states("e1"))
        self.assertEqual("END_REASON_TASK_DONE", end["endReason"])
        self.assertEqual("JUDGE_RESULT_SUCCESS", end["report"]["judgement"]["result"])
        steps = end["report"]["steps"]
        self.assertGreater(steps, 5)
        self.platform.until("everything uploaded", lambda: {"steps.pb", "path.json"} <= set(self.platform.uploaded))
        log = self.platform.uploaded["steps.pb"]
        (self.folder / "copy.pb").write_bytes(log + b"\x05half")
        self.assertEqual(steps, parley_station._StepLog.whole_steps(self.folder / "copy.pb"))
        self.assertEqual(log, (self.folder / "copy.pb").read_bytes())
        ready = next(e for e in self.platform.events if e["state"] == "EPISODE_STATE_READY")
        self.assertEqual([{"name": "pucks", "number": 2.0}], ready["conditions"])
        wait_until(lambda: not any((self.folder / "episodes").iterdir()))

    def test_recording_is_offered_until_the_platform_takes_it(self):
        # Far more often than there are attempts before and after the report.
        self.platform.refusals = 4 * parley_station.UPLOAD_ATTEMPTS + 1
        self.serve(pucks.station(realtime=False))

        self.run_episode()

        self.platform.until("everything uploaded", lambda: {"steps.pb", "path.json"} <= set(self.platform.uploaded), 90)
        self.assertEqual(self.platform.refusals, len(self.platform.refused))
        wait_until(lambda: not any((self.folder / "episodes").iterdir()))

    def test_recording_that_is_refused_for_good_is_not_offered_again(self):
        self.platform.refusals, self.platform.refused_with = 10**6, 413
        self.serve(pucks.station(realtime=False))

        self.run_episode()

        # Once before the report and once after it was asked for.
        self.platform.until("both refused twice", lambda: len(self.platform.refused) == 4)
        time.sleep(2 * parley_station.FIRST_PAUSE_S)
        self.assertEqual(4, len(self.platform.refused))
        self.assertEqual({}, self.platform.uploaded)

    def test_steps_are_seen_while_they_happen_and_in_order(self):
        self.serve(pucks.station())
        self.platform.offer("e1", self.policy())
        self.platform.start("e1")

        self.platform.until("live steps", lambda: len(self.platform.steps) > 3)

        self.assertNotIn("FINALIZING", self.platform.states("e1"))
        self.platform.end("e1")
        numbers = [step["step"] for step in self.platform.steps]
        self.assertEqual(list(range(len(numbers))), numbers)
        self.assertEqual(7, len(self.platform.steps[0]["state"]))

    def test_each_challenge_is_answered_with_its_complement(self):
        self.serve(pucks.station())
        self.platform.until("some beats", lambda: len(self.platform.heartbeats) > 4)

        for number, beat in enumerate(self.platform.heartbeats[1:5], start=1):
            asked = number * 0x0123456789ABCDEF % 2**64
            self.assertEqual(2**64 - 1 - asked, int(beat["challengeAnswer"]))

    def test_step_that_blocks_for_long_does_not_silence_the_heart(self):
        class Slow(pucks.PuckTable):
            def step(self, action):
                if len(self.path) == 2:
                    # Holds on to the interpreter as well as to the thread.
                    until = time.monotonic() + 3
                    while time.monotonic() < until:
                        sum(range(1000))
                return super().step(action)

        self.platform.stop_after_ms = 2000
        self.serve(pucks.station(Slow, realtime=False))

        end = self.run_episode()

        self.assertEqual("END_REASON_TASK_DONE", end["endReason"])
        beats = [beat["at"] for beat in self.platform.heartbeats]
        self.assertLess(max(b - a for a, b in zip(beats, beats[1:])), 1.5)

    def test_nothing_steps_without_contact_and_the_episode_says_so(self):
        made = []

        class Watched(pucks.PuckTable):
            def step(self, action):
                made.append(time.monotonic())
                return super().step([0, 0, 0])

        self.platform.stop_after_ms = 1500
        self.serve(pucks.station(Watched))
        self.platform.offer("e1", self.policy(), maxSteps=10_000)
        self.platform.start("e1")
        wait_until(lambda: len(made) > 5)

        self.platform.renewing = False
        cut = time.monotonic()
        end = self.platform.end("e1")

        self.assertEqual(("EPISODE_STATE_ABORTED", "END_REASON_CONTACT_LOST"), (end["state"], end["endReason"]))
        self.assertNotIn("judgement", end["report"])
        self.assertLess(made[-1] - cut, 1.5 + 0.25)

    def test_connection_that_is_cut_comes_back_and_the_episode_goes_on(self):
        self.serve(pucks.station())
        self.platform.offer("e1", self.policy(), instruction="put the green puck in the orange pocket", taskId="green-in-orange")
        self.platform.start("e1")
        self.platform.until("running", lambda: "RUNNING" in self.platform.states("e1"))

        self.platform.cut()
        end = self.platform.end("e1")

        self.assertEqual("END_REASON_TASK_DONE", end["endReason"])
        self.assertEqual(2, len(self.platform.hellos))
        self.assertEqual("e1", self.platform.hellos[1]["held"][0]["episodeId"])
        self.assertEqual(self.platform.hellos[0]["bootId"], self.platform.hellos[1]["bootId"])

    def test_platform_ends_an_episode(self):
        self.serve(pucks.station(Idle))
        self.platform.offer("e1", self.policy(), maxSteps=10_000)
        self.platform.start("e1")
        self.platform.until("running", lambda: "RUNNING" in self.platform.states("e1"))

        self.platform.send("episodeAbort", {"episodeId": "e1", "fence": "7", "reason": "END_REASON_STOPPED_BY_ASKER"})

        end = self.platform.end("e1")
        self.assertEqual("END_REASON_STOPPED_BY_ASKER", end["endReason"])
        self.assertEqual("The asker withdrew the prompt.", end["detail"])

    def test_step_limit_and_time_limit_truncate(self):
        self.serve(pucks.station(Idle, realtime=False))

        end = self.run_episode("e1", maxSteps=9)
        self.assertEqual(("EPISODE_STATE_TRUNCATED", "END_REASON_STEP_LIMIT"), (end["state"], end["endReason"]))
        self.assertEqual(9, end["report"]["steps"])
        self.assertEqual("JUDGE_RESULT_FAILURE", end["report"]["judgement"]["result"])
        end = self.run_episode("e2", maxSteps=10_000_000, maxWallMs=300)
        self.assertEqual(("EPISODE_STATE_TRUNCATED", "END_REASON_TIME_LIMIT"), (end["state"], end["endReason"]))

    def test_without_a_task_nobody_judges(self):
        self.serve(pucks.station(realtime=False))

        end = self.run_episode(maxSteps=5, taskId="")

        self.assertEqual({"result": "JUDGE_RESULT_NOT_SCORED"}, end["report"]["judgement"])

    def test_where_success_says_nothing_nobody_judges(self):
        station = pucks.station(realtime=False)
        station._success = lambda info, reward, terminated: None
        self.serve(station)

        end = self.run_episode(maxSteps=5)

        self.assertEqual({"result": "JUDGE_RESULT_NOT_SCORED"}, end["report"]["judgement"])

    def test_success_in_part_is_a_failure_with_progress(self):
        station = pucks.station(realtime=False)
        station._success = lambda info, reward, terminated: 0.25
        self.serve(station)

        judgement = self.run_episode(maxSteps=5)["report"]["judgement"]

        self.assertEqual(("JUDGE_RESULT_FAILURE", 0.25), (judgement["result"], judgement["progress"]))

    def test_clock_and_pictures_are_answered(self):
        self.serve(pucks.station())

        self.platform.send("clockRequest", {"t1Ns": "42"})
        self.platform.send("renderRequest", {"requestId": "r1", "sceneId": "puck-table"})

        self.platform.until("both", lambda: self.platform.clocks and self.platform.renders)
        self.assertEqual("42", self.platform.clocks[0]["t1Ns"])
        self.assertIn("no pictures", self.platform.renders[0]["refusal"])


class RefusalTest(StationTest):
    def test_what_cannot_run_is_refused_in_words(self):
        self.serve(pucks.station())
        policy = self.policy()
        cases = {
            "no scene": dict(sceneId="moon"),
            "not here": dict(policy={"name": policy["name"], "digest": "0" * 64}),
            "no task": dict(taskId="fly"),
            "cannot be pinned": dict(conditions=[{"name": "friction", "number": 1}]),
            "no pictures": dict(goalImage={"sha256": "", "png": ""}),
        }
        for says, spec in cases.items():
            reply = self.platform.offer("e1", spec.pop("policy", policy), **spec)
            self.assertFalse(reply["accepted"])
            self.assertIn(says, reply["violations"][0])
        self.assertTrue(self.platform.offer("e1", policy)["accepted"])
        self.assertIn("taken", self.platform.offer("e2", policy)["violations"][0])

    def test_start_that_comes_too_late_moves_nothing(self):
        self.serve(pucks.station())
        self.platform.offer("e1", self.policy())
        answers = self.platform.heartbeats[-1]["sequence"]
        self.platform.until("later", lambda: len(self.platform.heartbeats) > int(answers) + 2)

        self.platform.start("e1", valid_ms=200, answers=answers)

        self.platform.until("a refusal", lambda: len(self.platform.replies) > 1)
        self.assertIn("too late", self.platform.replies[-1]["violations"][0])
        self.assertEqual([], self.platform.events)

    def test_start_without_an_offer_is_refused(self):
        self.serve(pucks.station())

        self.platform.start("e9")

        self.platform.until("a refusal", lambda: self.platform.replies)
        self.assertIn("No accepted offer", self.platform.replies[0]["violations"][0])

    def test_only_simulators_are_announced(self):
        with self.assertRaisesRegex(ValueError, "Java SDK"):
            parley_station.Station({"kind": "STATION_KIND_REAL_ROBOT"}, lambda episode: None)


class FaultTest(StationTest):
    def policy_that(self, act, **more):
        station = pucks.station(realtime=False)
        policy = parley_station.Policy("bad", lambda: Acting(act), digest="ab" * 32, **more)
        station._policies = {"bad": policy}
        station._capabilities["policies"][0].update(name="bad", digest="ab" * 32)
        return station

    def test_what_a_policy_does_wrong_counts_as_not_done_and_moves_nothing_more(self):
        cases = {
            "not finite": lambda seen: [0.0, float("nan"), 0.0],
            "2 numbers; 3 are needed": lambda seen: [0.0, 0.0],
            "no action": lambda seen: [],
            "made of numbers": lambda seen: ["a", "b", "c"],
            "failed: ZeroDivisionError": lambda seen: 1 / 0,
        }
        for number, (says, act) in enumerate(cases.items()):
            with self.subTest(says):
                self.serve(self.policy_that(act))
                end = self.run_episode(f"e{number}")
                self.assertEqual("END_REASON_POLICY_FAULT", end["endReason"])
                self.assertIn(says, end["detail"])
                self.assertEqual("JUDGE_RESULT_FAILURE", end["report"]["judgement"]["result"])
                self.assertEqual(0, end["report"].get("steps", 0))
                self.leave()
                self.platform.heartbeats.clear()

    def test_actions_beyond_their_limits_are_made_smaller_and_both_are_kept(self):
        self.serve(self.policy_that(lambda seen: [9.0, -9.0, 0.0]))

        self.run_episode(maxSteps=3)

        self.platform.until("its steps", lambda: "steps.pb" in self.platform.uploaded)
        log = self.platform.uploaded["steps.pb"]
        self.assertIn(struct.pack("<3d", 9.0, -9.0, 0.0), log)
        self.assertIn(struct.pack("<3d", 0.02, -0.02, 0.0), log)

    def test_horizon_says_how_much_of_a_chunk_is_made(self):
        asked = []

        def act(seen):
            asked.append(1)
            return [[0.0, 0.0, 0.0]] * 8

        self.serve(self.policy_that(act, horizon=3))
        self.run_episode(maxSteps=12)

        self.assertEqual(4, len(asked))

    def test_environment_that_fails_is_the_stations_fault(self):
        class Broken(pucks.PuckTable):
            def step(self, action):
                raise OSError("the simulator is gone")

        self.serve(pucks.station(Broken))

        end = self.run_episode()

        self.assertEqual("END_REASON_STATION_FAULT", end["endReason"])
        self.assertIn("OSError", end["detail"])
        self.assertNotIn("judgement", end["report"])

    def test_killed_station_reports_what_it_had_after_its_next_start(self):
        program = "import sys; sys.path.insert(0, sys.argv[1]); import pucks; pucks.station().serve(*sys.argv[2:])"
        command = [sys.executable, "-c", program, str(HERE.parent / "examples"), self.platform.url, KEY, str(self.folder)]
        process = subprocess.Popen(command, start_new_session=True)
        self.platform.until("on line", lambda: self.platform.heartbeats)
        self.platform.offer("e1", self.policy(), maxSteps=10_000)
        self.platform.start("e1")
        self.platform.until("some steps", lambda: len(self.platform.steps) > 2)
        for pid in [int(child) for child in children_of(process.pid)] + [process.pid]:
            os.kill(pid, signal.SIGKILL)
        process.wait()
        self.assertNotIn("ABORTED", self.platform.states("e1"))

        self.serve(pucks.station())
        end = self.platform.end("e1")

        self.assertEqual("END_REASON_STATION_FAULT", end["endReason"])
        self.assertGreater(end["report"]["steps"], 2)
        self.platform.until("its steps", lambda: "steps.pb" in self.platform.uploaded)
        self.assertNotEqual(self.platform.hellos[0]["bootId"], self.platform.hellos[-1]["bootId"])

    def test_environment_that_dies_is_reported_at_once_by_its_keeper(self):
        program = "import sys; sys.path.insert(0, sys.argv[1]); import pucks; pucks.station().serve(*sys.argv[2:])"
        command = [sys.executable, "-c", program, str(HERE.parent / "examples"), self.platform.url, KEY, str(self.folder)]
        process = subprocess.Popen(command)
        self.platform.until("on line", lambda: self.platform.heartbeats)
        self.platform.offer("e1", self.policy(), maxSteps=10_000)
        self.platform.start("e1")
        self.platform.until("some steps", lambda: len(self.platform.steps) > 2)

        process.kill()
        process.wait()

        self.assertEqual("END_REASON_STATION_FAULT", self.platform.end("e1")["endReason"])


class StopTest(StationTest):
    def test_stop_ends_the_episode_latches_survives_a_restart_and_is_cleared_by_name(self):
        self.serve(pucks.station(Idle))
        self.platform.offer("e1", self.policy(), maxSteps=10_000)
        self.platform.start("e1")
        self.platform.until("running", lambda: "RUNNING" in self.platform.states("e1"))

        self.platform.send("stop", {"stopId": "s1", "level": "STOP_LEVEL_CONTROLLED_STOP", "by": "Ada", "reason": "smoke"})

        self.assertEqual("END_REASON_STOPPED_BY_STAFF", self.platform.end("e1")["endReason"])
        self.platform.until("standstill", lambda: any("stoppedMonoNs" in report for report in self.platform.reports))
        first = self.platform.reports[0]
        self.assertNotIn("stoppedMonoNs", first)
        self.assertIn("stopped", self.platform.offer("e2", self.policy())["violations"][0])
        self.leave()

        self.platform.heartbeats.clear()
        self.serve(pucks.station(Idle))
        self.assertEqual("s1", self.platform.hellos[-1]["stopState"]["stopId"])
        old = self.platform.heartbeats[0]["sequence"]
        self.platform.until("later", lambda: len(self.platform.heartbeats) > 3)
        self.platform.send("clearGrant", {"stopId": "s1", "validForMs": 300, "answersHeartbeat": old})
        self.platform.send("clearGrant", {"stopId": "s2", "validForMs": 5000, "answersHeartbeat": self.platform.heartbeats[-1]["sequence"]})
        self.assertIn("stopped", self.platform.offer("e3", self.policy())["violations"][0])
        self.platform.send("clearGrant", {"stopId": "s1", "validForMs": 5000, "answersHeartbeat": self.platform.heartbeats[-1]["sequence"]})
        self.assertTrue(self.platform.offer("e4", self.policy())["accepted"])


class EnvironmentTest(StationTest):
    """Environments of every manner that are common."""

    def test_older_environments_with_four_values_and_a_seed_method(self):
        class Older:
            def __init__(self):
                self.table = pucks.PuckTable()
                self.seeds = []

            def seed(self, seed):
                self.seeds.append(seed)

            def reset(self):
                return self.table.reset(seed=self.seeds[-1], options={"task": "red-in-blue"})[0]

            def step(self, action):
                seen, reward, done, _, info = self.table.step(action)
                return seen, reward, done, info

        station = pucks.station(Older, realtime=False)
        station._extra_artifacts = None
        self.serve(station)

        end = self.run_episode()

        self.assertEqual("END_REASON_TASK_DONE", end["endReason"])

    def test_older_environments_say_in_the_info_that_time_was_up(self):
        class Short(pucks.PuckTable):
            def step(self, action):
                seen, reward, _, _, info = super().step([0, 0, 0])
                late = len(self.path) == 4
                return seen, reward, late, dict(info, **{"TimeLimit.truncated": late})

        self.serve(pucks.station(Short, realtime=False))

        end = self.run_episode()

        self.assertEqual("END_REASON_STEP_LIMIT", end["endReason"])
        self.assertEqual(4, end["report"]["steps"])

    @unittest.skipIf(numpy is None, "needs numpy")
    def test_batches_of_one_are_opened_and_larger_ones_refused(self):
        class Batched:
            num_envs = 1

            def __init__(self):
                self.table = pucks.PuckTable()

            def reset(self, seed=None, options=None):
                seen, info = self.table.reset(seed=seed, options=options)
                return self._batch(seen), {"success": numpy.array([info["success"]])}

            def step(self, action):
                assert action.shape == (1, 3)
                seen, reward, done, late, info = self.table.step([float(x) for x in action[0]])
                info = {"success": numpy.array([info["success"]])}
                return self._batch(seen), numpy.array([reward]), numpy.array([done]), numpy.array([late]), info

            @staticmethod
            def _batch(seen):
                return {"vector": numpy.array([pucks.observed(seen)["state"]])}

        station = pucks.station(Batched, realtime=False)
        station._obs_map = lambda seen: {"state": seen["vector"]}
        station._act_map = numpy.array
        station._extra_artifacts = None
        self.serve(station)

        self.assertEqual("END_REASON_TASK_DONE", self.run_episode()["endReason"])
        self.leave()
        self.platform.heartbeats.clear()
        Batched.num_envs = 4
        station = pucks.station(Batched, realtime=False)
        self.serve(station)
        self.assertEqual("END_REASON_STATION_FAULT", self.run_episode("e2")["endReason"])

    def test_state_of_another_width_than_announced_is_the_stations_fault(self):
        station = pucks.station(realtime=False)
        station._obs_map = lambda seen: {"state": [1.0]}
        self.serve(station)

        self.assertEqual("END_REASON_STATION_FAULT", self.run_episode()["endReason"])


class VideoTest(StationTest):
    """With a program that keeps what it is told and given, in the place of ffmpeg."""

    def test_pictures_go_to_disk_and_live_by_the_program_that_is_there(self):
        told = self.publish()

        self.assertIn("-authorization secret -f whip " + self.platform.url + "/whip/1", told)

    def publish(self):
        programs = self.folder / "bin"
        programs.mkdir()
        fake = programs / "ffmpeg"
        fake.write_text(
            "#!/bin/sh\n"
            'case "$*" in\n'
            "*-muxers*) echo '  E whip            WHIP muxer'; exit ;;\n"
            "*-encoders*) echo ' V..... libopenh264'; exit ;;\n"
            "esac\n"
            "for last; do :; done\n"
            f'case "$last" in http*) echo "$*" > {programs}/live.args; exec cat > {programs}/live.raw ;; *) exec cat > "$last" ;; esac\n'
        )
        fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
        before = os.environ["PATH"]
        os.environ["PATH"] = f"{programs}:{before}"
        self.addCleanup(os.environ.__setitem__, "PATH", before)
        parley_station._Publisher._found = None
        self.addCleanup(setattr, parley_station._Publisher, "_found", None)
        self.serve(pucks.station())
        camera = self.platform.hellos[0]["capabilities"]["embodiment"]["observationSpace"]["cameras"][0]
        self.assertTrue(camera["live"] and camera["recorded"])
        self.platform.offer("e1", self.policy(), recordCameras=["above"])
        self.platform.start("e1", live=[{"camera": "above", "whipPath": "/whip/1", "bearer": "secret"}])

        end = self.platform.end("e1")

        self.platform.until("the recording", lambda: "above.mp4" in self.platform.uploaded)
        size = pucks.WIDTH * pucks.HEIGHT * 3
        self.assertEqual((end["report"]["steps"] + 1) * size, len(self.platform.uploaded["above.mp4"]))
        self.assertGreater((programs / "live.raw").stat().st_size, 0)
        return (programs / "live.args").read_text()

    def test_without_a_program_nothing_is_announced(self):
        before = os.environ["PATH"]
        os.environ["PATH"] = ""
        self.addCleanup(os.environ.__setitem__, "PATH", before)
        parley_station._Publisher._found = None
        self.addCleanup(setattr, parley_station._Publisher, "_found", None)

        cameras = pucks.station()._capabilities["embodiment"]["observationSpace"]["cameras"]

        self.assertEqual((False, False), (cameras[0]["live"], cameras[0]["recorded"]))


class Idle(pucks.PuckTable):
    def step(self, action):
        return super().step([0, 0, 0])


class Acting:
    def __init__(self, act):
        self.act = act


def children_of(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def wait_until(holds, within=20.0):
    until = time.monotonic() + within
    while not holds():
        if time.monotonic() > until:
            raise AssertionError("not in time")
        time.sleep(0.02)


if __name__ == "__main__":
    unittest.main()
