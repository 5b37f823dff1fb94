"""Watches and says how many pictures were decoded and how many of them differ: view.py URL"""

import sys
import zlib

from session import Gst, GstWebRTC, Session, say

DECODERS = {"VP8": "rtpvp8depay ! vp8dec", "H264": "rtph264depay ! h264parse ! openh264dec"}

seen = set()
frames = 0


def decoded(pad, info):
    global frames
    buffer = info.get_buffer()
    found, content = buffer.map(Gst.MapFlags.READ)
    if found:
        frames += 1
        seen.add(zlib.crc32(content.data))
        buffer.unmap(content)
        say("frames", frames, "different", len(seen))
    return Gst.PadProbeReturn.OK


def added(peer, pad):
    codec = pad.get_current_caps().get_structure(0).get_string("encoding-name")
    tail = Gst.parse_bin_from_description(DECODERS[codec] + " ! fakesink name=end sync=false", True)
    pipeline.add(tail)
    tail.sync_state_with_parent()
    tail.get_by_name("end").get_static_pad("sink").add_probe(Gst.PadProbeType.BUFFER, decoded)
    pad.link(tail.get_static_pad("sink"))


pipeline = Gst.Pipeline.new()
pipeline.add(Gst.parse_launch("webrtcbin name=peer bundle-policy=max-bundle"))
session = Session(pipeline, sys.argv[1])
wanted = Gst.Caps.from_string(
    "application/x-rtp,media=video,encoding-name=VP8,payload=96,clock-rate=90000;"
    "application/x-rtp,media=video,encoding-name=H264,payload=102,clock-rate=90000,packetization-mode=(string)1,profile-level-id=(string)42e01f"
)
session.peer.emit("add-transceiver", GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY, wanted)
session.peer.connect("pad-added", added)
session.run()
