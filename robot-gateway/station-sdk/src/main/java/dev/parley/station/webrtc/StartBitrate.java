package dev.parley.station.webrtc;

import java.util.regex.Pattern;

/**
 * libwebrtc starts a new video at 300 kbit/s and needs seconds to trust the network with more: a viewer's first pictures
 * are mud. Naming a start bitrate in the remote description makes it begin higher; the estimate takes over from there.
 */
public final class StartBitrate {

    private static final Pattern VP8 = Pattern.compile("a=rtpmap:(\\d+) VP8/90000\r?\n");

    private StartBitrate() {}

    /** The remote description with the start bitrate, in kbit/s, named for VP8. Anything else in it stays as it is. */
    public static String in(String remoteSdp, int kilobitsPerSecond) {
        return VP8.matcher(remoteSdp)
                .replaceAll(line -> line.group() + "a=fmtp:" + line.group(1) + " x-google-start-bitrate="
                        + kilobitsPerSecond + "\r\n");
    }
}
