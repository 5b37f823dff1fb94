package dev.parley.media.forward;

import dev.parley.media.rtp.ReportBlock;
import dev.parley.media.rtp.RtcpReader;
import dev.parley.media.rtp.RtcpWriter;
import dev.parley.media.rtp.RtpPacket;
import dev.parley.media.rtp.SenderReport;
import java.util.ArrayList;
import java.util.List;

/** A peer that only writes down what it is sent. */
final class Recorder implements PacketOutlet {

    final List<RtpPacket> packets = new ArrayList<>();
    final List<Integer> rollovers = new ArrayList<>();
    final List<Integer> askedAgain = new ArrayList<>();
    final List<SenderReport> reports = new ArrayList<>();
    int keyFramesAsked;

    @Override
    public void sendRtp(byte[] packet, int length, int payloadOffset, int rollover) {
        packets.add(RtpPacket.read(packet, length).orElseThrow());
        rollovers.add(rollover);
    }

    @Override
    public void sendRtcp(RtcpWriter packet) {
        RtcpReader.read(packet.bytes(), packet.length(), new RtcpReader.Listener() {
            @Override
            public void senderReport(SenderReport report) {
                reports.add(report);
            }

            @Override
            public void reportBlock(ReportBlock block) {}

            @Override
            public void missing(int ssrc, int sequence) {
                askedAgain.add(sequence);
            }

            @Override
            public void pictureLost(int ssrc) {
                keyFramesAsked++;
            }
        });
    }
}
