package dev.parley.station.webrtc;

/** One shared library that libwebrtc's Linux build names as needed, beyond the C library. */
enum LinkedLibrary {
    PULSE("libpulse.so.0", "pa_context_new", "libpulse0"),
    UDEV("libudev.so.1", "udev_new", "libudev1"),
    X11("libX11.so.6", "XOpenDisplay", "libx11-6"),
    XFIXES("libXfixes.so.3", "XFixesQueryExtension", "libxfixes3"),
    XRANDR("libXrandr.so.2", "XRRQueryExtension", "libxrandr2"),
    XCOMPOSITE("libXcomposite.so.1", "XCompositeQueryExtension", "libxcomposite1"),
    DBUS("libdbus-1.so.3", "dbus_bus_get", "libdbus-1-3");

    private final String soname;
    private final String symbol;
    private final String debianPackage;

    LinkedLibrary(String soname, String symbol, String debianPackage) {
        this.soname = soname;
        this.symbol = symbol;
        this.debianPackage = debianPackage;
    }

    String soname() {
        return soname;
    }

    /** A function the real library is sure to export: tells it from a broken file of the same name. */
    String symbol() {
        return symbol;
    }

    String debianPackage() {
        return debianPackage;
    }
}
