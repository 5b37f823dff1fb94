/*
 * Stands in for libdbus-1.so.3 where it is not installed. libwebrtc links it for screen capture, which
 * Parley never touches; each function answers 0 (a null pointer, "no display", "no server").
 */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(dbus_bus_get)
ABSENT(dbus_bus_name_has_owner)
ABSENT(dbus_connection_send_with_reply_and_block)
ABSENT(dbus_connection_unref)
ABSENT(dbus_error_free)
ABSENT(dbus_error_init)
ABSENT(dbus_error_is_set)
ABSENT(dbus_message_append_args)
ABSENT(dbus_message_iter_get_basic)
ABSENT(dbus_message_iter_init)
ABSENT(dbus_message_new_method_call)
ABSENT(dbus_message_unref)
