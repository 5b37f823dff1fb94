/*
 * Stands in for libudev.so.1 where it is not installed. libwebrtc links it for cameras, which
 * Parley never touches; each function answers 0 (a null pointer, "no display", "no server").
 */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(udev_device_get_action)
ABSENT(udev_device_get_devnode)
ABSENT(udev_device_get_property_value)
ABSENT(udev_device_get_subsystem)
ABSENT(udev_device_new_from_syspath)
ABSENT(udev_device_unref)
ABSENT(udev_enumerate_add_match_subsystem)
ABSENT(udev_enumerate_get_list_entry)
ABSENT(udev_enumerate_new)
ABSENT(udev_enumerate_scan_devices)
ABSENT(udev_enumerate_unref)
ABSENT(udev_list_entry_get_name)
ABSENT(udev_list_entry_get_next)
ABSENT(udev_monitor_enable_receiving)
ABSENT(udev_monitor_filter_add_match_subsystem_devtype)
ABSENT(udev_monitor_get_fd)
ABSENT(udev_monitor_new_from_netlink)
ABSENT(udev_monitor_receive_device)
ABSENT(udev_monitor_unref)
ABSENT(udev_new)
ABSENT(udev_unref)
