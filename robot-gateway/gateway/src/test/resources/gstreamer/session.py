"""One WHIP or WHEP session of GStreamer's webrtcbin: an offer, an answer, candidates that trickle, an end."""

import re
import sys
import urllib.error
import urllib.parse
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

Gst.init(None)


def say(*words):
    print(*words, flush=True)


class Session:
    def __init__(self, pipeline, url, token=None, trickle=False):
        self.pipeline, self.url, self.trickle = pipeline, url, trickle
        self.token, self.resource, self.tag, self.waiting = token, None, None, []
        self.peer = pipeline.get_by_name("peer")
        self.peer.connect("on-negotiation-needed", self._needed)
        self.peer.connect("on-ice-candidate", self._candidate)
        self.peer.connect("notify::ice-gathering-state", self._gathering)
        self.peer.connect("notify::connection-state", lambda peer, _: say("connection", peer.get_property("connection-state").value_nick))
        self.offered = False

    def run(self):
        loop = GLib.MainLoop()
        for signal in (2, 15):
            GLib.unix_signal_add(GLib.PRIORITY_HIGH, signal, loop.quit)
        self.pipeline.set_state(Gst.State.PLAYING)
        try:
            loop.run()
        finally:
            if self.resource:
                say("deleted", self._request("DELETE", self.resource)[0])
            self.pipeline.set_state(Gst.State.NULL)

    def _needed(self, peer):
        peer.emit("create-offer", None, Gst.Promise.new_with_change_func(self._created, None))

    def _created(self, promise, _):
        reply = promise.get_reply()  # owns the offer
        offer = reply.get_value("offer")
        self.peer.emit("set-local-description", offer, Gst.Promise.new())
        if self.trickle:
            GLib.idle_add(self._post, offer.sdp.as_text())

    def _gathering(self, peer, _):
        if peer.get_property("ice-gathering-state") != GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            return
        if self.trickle:
            self._patch("a=end-of-candidates")
        else:
            GLib.idle_add(lambda: self._post(peer.get_property("local-description").sdp.as_text()))

    def _candidate(self, peer, line, candidate):
        if self.trickle:
            self._patch("a=" + candidate)

    def _post(self, sdp):
        if self.offered:
            return
        self.offered = True
        status, headers, answer = self._request("POST", self.url, sdp, {"Content-Type": "application/sdp"})
        say("answered", status, answer.strip() if status != 201 else "")
        if status != 201:
            sys.exit(1)
        self.resource = urllib.parse.urljoin(self.url, headers["Location"])
        self.tag = headers["ETag"]
        self.mid = re.search(r"a=mid:(\S+)", sdp).group(1)
        self.credentials = [line for line in sdp.splitlines() if line.startswith(("a=ice-ufrag:", "a=ice-pwd:"))][:2]
        _, message = GstSdp.SDPMessage.new_from_text(answer)
        description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, message)
        self.peer.emit("set-remote-description", description, Gst.Promise.new())
        for line in self.waiting:
            self._patch(line)

    def _patch(self, line):
        if self.resource is None:
            self.waiting.append(line)
            return
        fragment = self.credentials + ["m=video 9 UDP/TLS/RTP/SAVPF 0", "a=mid:" + self.mid, line]
        headers = {"Content-Type": "application/trickle-ice-sdpfrag", "If-Match": self.tag}
        say("patched", self._request("PATCH", self.resource, "\r\n".join(fragment) + "\r\n", headers)[0])

    def _request(self, method, url, body=None, headers=()):
        request = urllib.request.Request(url, None if body is None else body.encode(), dict(headers), method=method)
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request, timeout=15) as response:
                return response.status, response.headers, response.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read().decode()
