"""A policy server on other people's libraries: websockets, msgpack and numpy (Debian: python3-websockets, -msgpack, -numpy).

Speaks as servers of the openpi protocol do, or with "roboarena" as its argument in that dialect. Prints its port, serves
until its standard input ends. The policy is made up: it looks at every key and computes its actions from what it sees.
"""

import asyncio
import os
import sys
import threading
import traceback

import msgpack
import numpy as np
import websockets

ROBOARENA = sys.argv[1:] == ["roboarena"]
NEEDS = {
    "image_resolution": [24, 32],
    "needs_wrist_camera": True,
    "n_external_cameras": 1,
    "needs_stereo_camera": False,
    "needs_session_id": False,
    "action_space": "joint_position",
}


def packed(thing):
    if isinstance(thing, np.ndarray):
        return {b"__ndarray__": True, b"data": thing.tobytes(), b"dtype": thing.dtype.str, b"shape": thing.shape}
    if isinstance(thing, np.generic):
        return {b"__npgeneric__": True, b"data": thing.item(), b"dtype": thing.dtype.str}
    return thing


def unpacked(thing):
    if b"__ndarray__" in thing:
        return np.ndarray(buffer=thing[b"data"], dtype=np.dtype(thing[b"dtype"]), shape=thing[b"shape"])
    if b"__npgeneric__" in thing:
        return np.dtype(thing[b"dtype"]).type(thing[b"data"])
    return thing


def act(seen):
    outer = seen["observation/exterior_image_0_left" if ROBOARENA else "observation/exterior_image_1_left"]
    wrist = seen["observation/wrist_image_left"]
    for picture in (outer, wrist):
        assert picture.dtype == np.uint8 and picture.ndim == 3 and picture.shape[-1] == 3, picture.shape
    state = np.concatenate([seen["observation/joint_position"], seen["observation/gripper_position"]])
    assert state.dtype == np.float32 and state.shape == (8,)
    words = len(seen["prompt"])
    steps = np.arange(10, dtype=np.float32)[:, None] / 100
    actions = state[None] * 0.1 + steps + np.float32(outer.mean() + wrist.mean() + words) / 1000
    actions[:, -1] = 1 / (1 + np.exp(-actions[:, -1]))
    # Big-endian on purpose, which numpy reads as well as the other.
    return actions.astype(">f4")


async def serve(link, path=None):
    await link.send(msgpack.packb(NEEDS if ROBOARENA else {}, default=packed))
    while True:
        try:
            seen = msgpack.unpackb(await link.recv(), object_hook=unpacked)
            if ROBOARENA:
                if seen.pop("endpoint") == "reset":
                    seen["session_id"]
                    await link.send("reset successful")
                    continue
                answer = act(seen)
            else:
                answer = {"actions": act(seen), "server_timing": {"infer_ms": np.float64(0.1), "calls": np.int64(1)}}
            await link.send(msgpack.packb(answer, default=packed))
        except websockets.ConnectionClosed:
            return
        except Exception:
            await link.send(traceback.format_exc())
            await link.close(code=1011, reason="Internal server error. Traceback included in previous frame.")
            return


async def main():
    server = await websockets.serve(serve, "127.0.0.1", 0, compression=None, max_size=None)
    print(list(server.sockets)[0].getsockname()[1], flush=True)
    await asyncio.Future()


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
asyncio.run(main())
