#!/usr/bin/env python3
"""Asks robot policies many times, waits, and brings the results home. Python 3.9 or newer, nothing else.

PARLEY=https://where.it.is PARLEY_TOKEN=parley_... python3 ask_many.py 100 my-results

Stopped and started again with the same folder, it goes on: nothing is asked twice.
"""
import json, os, pathlib, sys, time, urllib.error, urllib.request, uuid

SITE = os.environ.get("PARLEY", "http://127.0.0.1:8080").rstrip("/")
HOW_MANY = min(int(sys.argv[1]) if len(sys.argv) > 1 else 100, 100)
FOLDER = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "parley-results")


def call(path, body=None, **headers):
    """One request. Comes back when it is told to wait, and after the network failed."""
    while True:
        request = urllib.request.Request(SITE + path, body and json.dumps(body).encode(), headers)
        request.add_unredirected_header("Authorization", "Bearer " + os.environ["PARLEY_TOKEN"])
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            if refused.code == 304:
                return None, None
            if refused.code not in (429, 502, 503):
                sys.exit(f"{path}: {json.load(refused).get('detail', refused)}")
            time.sleep(int(refused.headers.get("Retry-After", 5)))
        except OSError as away:
            print(f"{path}: {away}; trying again", file=sys.stderr)
            time.sleep(2)


FOLDER.mkdir(parents=True, exist_ok=True)
run = FOLDER / "run.txt"
run.exists() or run.write_text(str(uuid.uuid4()))
prompts = []
for number in range(HOW_MANY):
    ask = {"instruction": "put the red cube in the blue bowl", "seed": str(number)}
    key = {"Content-Type": "application/json", "Idempotency-Key": f"{run.read_text()}-{number}"}
    prompts.append(json.loads(call("/api/v1/prompts", ask, **key)[1])["id"])
    print(f"asked {len(prompts)} of {HOW_MANY}")

mine, tag, still = "ids=" + ",".join(prompts), "", {"open": HOW_MANY}
while still["open"]:
    head, told = call("/api/v1/prompts/results?" + mine, **{"If-None-Match": tag})
    if head:
        tag, still = head["ETag"], json.loads(told)
        print(f"{still['open']} of {HOW_MANY} are still to come")
    time.sleep(3 if still["open"] else 0)

(FOLDER / "results.csv").write_bytes(call("/api/v1/prompts/results.csv?" + mine)[1])
for result in still["results"]:
    for address in result["recordings"]:
        (FOLDER / f"{result['episodeId']}-{address.rsplit('/', 1)[1]}").write_bytes(call(address)[1])
print(f"all of it is in {FOLDER}")
