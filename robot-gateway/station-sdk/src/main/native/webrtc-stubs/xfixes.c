/*
 * Stands in for libXfixes.so.3 where it is not installed. libwebrtc links it for screen capture, which
 * Parley never touches; each function answers 0 (a null pointer, "no display", "no server").
 */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(XFixesCreateRegion)
ABSENT(XFixesDestroyRegion)
ABSENT(XFixesFetchRegionAndBounds)
ABSENT(XFixesGetCursorImage)
ABSENT(XFixesQueryExtension)
ABSENT(XFixesSelectCursorInput)
