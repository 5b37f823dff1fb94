/*
 * Stands in for libXcomposite.so.1 where it is not installed. libwebrtc links it for screen capture, which
 * Parley never touches; each function answers 0 (a null pointer, "no display", "no server").
 */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(XCompositeQueryExtension)
ABSENT(XCompositeQueryVersion)
ABSENT(XCompositeRedirectWindow)
