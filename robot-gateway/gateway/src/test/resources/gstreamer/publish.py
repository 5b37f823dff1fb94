"""Publishes bars that move, with candidates that trickle: publish.py URL vp8|h264; the token comes by standard input."""

import sys

from session import Gst, GstWebRTC, Session

CODECS = {
    "vp8": "vp8enc deadline=1 keyframe-max-dist=15 ! rtpvp8pay ! application/x-rtp,media=video,encoding-name=VP8,payload=96",
    "h264": "openh264enc gop-size=15 ! h264parse config-interval=-1 ! rtph264pay aggregate-mode=zero-latency"
    " ! application/x-rtp,media=video,encoding-name=H264,payload=102",
}

url, codec = sys.argv[1:]
pipeline = Gst.parse_launch(
    "videotestsrc is-live=true horizontal-speed=16 ! video/x-raw,format=I420,width=160,height=120,framerate=15/1 ! "
    + CODECS[codec]
    + " ! webrtcbin name=peer bundle-policy=max-bundle"
)
session = Session(pipeline, url, sys.stdin.readline().strip(), trickle=True)
session.peer.emit("get-transceiver", 0).set_property("direction", GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
session.run()
