"""Puts a trained detector into the package: detector.onnx and its card, detector.json.

The card's facts come from a JSON file, written by hand after measuring with EvaluateDetector; the digest is computed here.
Usage: publish_detector.py NETWORK.onnx FACTS.json RESOURCE_FOLDER
"""

import hashlib
import json
import pathlib
import shutil
import sys

import onnx


def main(network, facts, folder):
    onnx.checker.check_model(onnx.load(network))
    facts = json.loads(pathlib.Path(facts).read_text())
    card = {"name": facts.pop("name"), "title": facts.pop("title"),
            "version": hashlib.sha256(pathlib.Path(network).read_bytes()).hexdigest(), **facts}
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(network, folder / "detector.onnx")
    (folder / "detector.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    print(card["name"], card["version"])


if __name__ == "__main__":
    main(*sys.argv[1:])
