/*
 * Stands in for libpulse.so.0 where it is not installed. libwebrtc links it for sound devices, which
 * Parley never touches; each function answers 0 (a null pointer, "no display", "no server").
 */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(pa_context_connect)
ABSENT(pa_context_disconnect)
ABSENT(pa_context_get_server_info)
ABSENT(pa_context_get_sink_info_by_index)
ABSENT(pa_context_get_sink_info_by_name)
ABSENT(pa_context_get_sink_info_list)
ABSENT(pa_context_get_source_info_by_index)
ABSENT(pa_context_get_source_info_by_name)
ABSENT(pa_context_get_source_info_list)
ABSENT(pa_context_get_state)
ABSENT(pa_context_new)
ABSENT(pa_context_set_state_callback)
ABSENT(pa_context_set_subscribe_callback)
ABSENT(pa_context_subscribe)
ABSENT(pa_context_unref)
ABSENT(pa_operation_get_state)
ABSENT(pa_operation_unref)
ABSENT(pa_threaded_mainloop_free)
ABSENT(pa_threaded_mainloop_get_api)
ABSENT(pa_threaded_mainloop_in_thread)
ABSENT(pa_threaded_mainloop_lock)
ABSENT(pa_threaded_mainloop_new)
ABSENT(pa_threaded_mainloop_signal)
ABSENT(pa_threaded_mainloop_start)
ABSENT(pa_threaded_mainloop_stop)
ABSENT(pa_threaded_mainloop_unlock)
ABSENT(pa_threaded_mainloop_wait)
