/*
 * Stands in for libXrandr.so.2 where it is not installed. libwebrtc links it for screen capture, which
 * Parley never touches; each function answers 0 (a null pointer, "no display", "no server").
 */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(XRRQueryExtension)
ABSENT(XRRQueryVersion)
ABSENT(XRRSelectInput)
ABSENT(XRRUpdateConfiguration)
