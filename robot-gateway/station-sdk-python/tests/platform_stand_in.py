"""A platform for tests: one station's control and telemetry connections, and uploads."""

import asyncio
import hashlib
import http.server
import json
import threading
import time

import websockets

KEY = "a-key"


class Platform:
    """Runs on a thread of its own; methods are called from the test's."""

    def __init__(self, stop_after_ms=15_000, heartbeat_ms=300):
        self.stop_after_ms, self.heartbeat_ms = stop_after_ms, heartbeat_ms
        self.hellos, self.heartbeats, self.events, self.replies = [], [], [], []
        self.reports, self.clocks, self.renders, self.steps, self.posters = [], [], [], [], []
        self.uploaded = {}
        # How often, and with which status, uploads are answered before one is taken.
        self.refusals, self.refused_with, self.refused = 0, 503, []
        self.renewing = True
        self.may_delete = True
        self._changed = threading.Condition()
        self._link = None
        self._epoch = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self._ready.wait(10)
        self._uploads = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._uploads.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def _serve(self):
        asyncio.set_event_loop(self._loop)

        async def begin():
            server = await websockets.serve(
                self._connected, "127.0.0.1", 0, subprotocols=["parley.station.v1+json"], ping_interval=None, max_size=None
            )
            self.port = list(server.sockets)[0].getsockname()[1]
            self._ready.set()

        self._loop.run_until_complete(begin())
        self._loop.run_forever()

    async def _connected(self, link):
        request = getattr(link, "request", None)
        path = request.path if request is not None else link.path
        headers = request.headers if request is not None else link.request_headers
        assert headers["Authorization"] == "Bearer " + KEY
        assert link.subprotocol == "parley.station.v1+json"
        try:
            async for frame in link:
                assert isinstance(frame, str)
                for kind, message in json.loads(frame).items():
                    await (self._control if path.endswith("control") else self._telemetry)(link, kind, message)
        except websockets.ConnectionClosed:
            pass

    async def _control(self, link, kind, message):
        if kind == "hello":
            self._link = link
            self._epoch += 1
            same_boot = bool(self.hellos) and self.hellos[-1]["bootId"] == message["bootId"]
            self._note(self.hellos, message)
            decisions = [
                {
                    "episodeId": held["episodeId"],
                    "fence": held["fence"],
                    "decision": "HELD_DECISION_CONTINUE" if same_boot else "HELD_DECISION_REPORT_ONLY",
                    "upload": self.upload_target(),
                }
                for held in message.get("held", [])
            ]
            welcome = {
                "stationId": "s",
                "stationName": "test",
                "sessionEpoch": str(self._epoch),
                "protocol": 1,
                "heartbeatEveryMs": self.heartbeat_ms,
                "leaseTtlMs": self.stop_after_ms,
                "controlledStopAfterMs": self.stop_after_ms,
                "resumeToken": "r",
                "telemetryCredit": 2,
                "decisions": decisions,
            }
            await link.send(json.dumps({"welcome": welcome}))
        elif kind == "heartbeat":
            message["at"] = time.monotonic()
            self._note(self.heartbeats, message)
            challenge = len(self.heartbeats) * 0x0123456789ABCDEF % 2**64
            if self.renewing:
                renewal = {
                    "answersHeartbeat": message["sequence"],
                    "challenge": str(challenge),
                    "ttlMs": self.stop_after_ms,
                    "sessionEpoch": str(self._epoch),
                }
                await link.send(json.dumps({"leaseRenewal": renewal}))
        elif kind == "episodeEvent":
            self._note(self.events, message)
            report = message.get("report", {})
            wanted = [each["name"] for each in report.get("artifacts", []) if each["name"] not in self.uploaded]
            ack = {"episodeId": message["episodeId"], "fence": message["fence"], "sequence": message["sequence"]}
            if "report" in message:
                ack.update(mayDeleteLocal=self.may_delete and not wanted, wantedArtifacts=wanted)
            await link.send(json.dumps({"episodeAck": ack}))
        else:
            lists = {
                "offerReply": self.replies,
                "stopReport": self.reports,
                "clockReply": self.clocks,
                "renderReply": self.renders,
            }
            self._note(lists[kind], message)

    async def _telemetry(self, link, kind, message):
        if kind == "poster":
            self._note(self.posters, message)
            return
        for step in message["steps"]:
            self._note(self.steps, step)
        stored = self.steps[-1]["step"] + 1
        ack = {"episodeId": message["episodeId"], "fence": message["fence"], "storedThrough": stored, "credit": 2}
        await link.send(json.dumps({"ack": ack}))

    def _handler(platform):
        class Uploads(http.server.BaseHTTPRequestHandler):
            kept = {}

            def do_HEAD(self):
                with platform._changed:
                    refused = len(platform.refused) < platform.refusals
                    if refused:
                        platform.refused.append(self._name())
                        platform._changed.notify_all()
                if refused:
                    self._answer(platform.refused_with, 0)
                    return
                self._answer(200, len(self.kept.get(self._name(), b"")))

            def do_PUT(self):
                assert self.headers["Authorization"] == "Bearer up"
                name, body = self._name(), self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.kept[name] = self.kept.get(name, b"") + body
                whole = len(self.kept[name]) == int(self.headers["Upload-Length"])
                if whole:
                    assert hashlib.sha256(self.kept[name]).hexdigest() == self.headers["Upload-Sha256"]
                    with platform._changed:
                        platform.uploaded[name] = self.kept.pop(name)
                        platform._changed.notify_all()
                self._answer(201 if whole else 204, len(self.kept.get(name, b"")))

            def _name(self):
                return self.path.rsplit("/", 1)[1]

            def _answer(self, status, offset):
                self.send_response(status)
                self.send_header("Upload-Offset", str(offset))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        return Uploads

    def upload_target(self):
        return {"path": f"http://127.0.0.1:{self._uploads.server_port}/up", "bearer": "up"}

    def _note(self, where, message):
        with self._changed:
            where.append(message)
            self._changed.notify_all()

    # What the test does.

    def until(self, what, holds, within=20.0):
        with self._changed:
            if not self._changed.wait_for(lambda: holds(), timeout=within):
                raise AssertionError(f"not within {within} s: {what}")

    def send(self, kind, message):
        asyncio.run_coroutine_threadsafe(self._link.send(json.dumps({kind: message})), self._loop).result(5)

    def cut(self):
        asyncio.run_coroutine_threadsafe(self._link.close(), self._loop).result(5)

    def offer(self, episode, policy, fence="7", **spec):
        spec = {
            "sceneId": "puck-table",
            "policy": policy,
            "seed": "5",
            "maxSteps": 100,
            "maxWallMs": 120_000,
            "instruction": "put the red puck in the blue pocket",
            "taskId": "red-in-blue",
            **spec,
        }
        before = len(self.replies)
        self.send("episodeOffer", {"episodeId": episode, "fence": fence, "spec": spec, "acceptWithinMs": 5000})
        self.until("a reply", lambda: len(self.replies) > before)
        return self.replies[-1]

    def start(self, episode, fence="7", valid_ms=5000, answers=None, live=()):
        self.until("a heartbeat", lambda: self.heartbeats)
        answers = answers or self.heartbeats[-1]["sequence"]
        start = {"episodeId": episode, "fence": fence, "validForMs": valid_ms, "answersHeartbeat": answers}
        self.send("episodeStart", dict(start, live=list(live), upload=self.upload_target()))

    def states(self, episode):
        seen = []
        for event in self.events:
            if event["episodeId"] == episode and event["state"] not in seen:
                seen.append(event["state"])
        return [state.replace("EPISODE_STATE_", "") for state in seen]

    def end(self, episode):
        ends = ("EPISODE_STATE_TERMINATED", "EPISODE_STATE_TRUNCATED", "EPISODE_STATE_ABORTED")
        self.until("its end", lambda: any(e["episodeId"] == episode and e["state"] in ends for e in self.events), 40)
        return next(e for e in self.events if e["episodeId"] == episode and e["state"] in ends)
