"""Puts a trained network into the package as a policy version: policy.onnx and its card, policy.json.

The card's facts (title, description, training, figures, known failures) come from a JSON file, so that they are written once and
by hand; the digest is computed here. Usage: publish.py NETWORK.onnx FACTS.json RESOURCE_FOLDER
"""

import hashlib
import json
import pathlib
import shutil
import sys

import onnx


def main(network, facts, folder):
    onnx.checker.check_model(onnx.load(network))
    card = json.loads(pathlib.Path(facts).read_text())
    card = {
        "name": card["name"],
        "title": card["title"],
        "kind": "onnx",
        "privileged": False,
        "version": hashlib.sha256(pathlib.Path(network).read_bytes()).hexdigest(),
        "scene": card.get("scene", "blocks-and-bowls"),
        "embodiment": card.get("embodiment", "tabletop-arm-6dof"),
        "takes": card.get("takes", ["words"]),
        "description": card["description"],
        "training": card["training"],
        "figures": card["figures"],
        "knownFailures": card["knownFailures"],
    }
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(network, folder / "policy.onnx")
    (folder / "policy.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    print(card["name"], card["version"])


if __name__ == "__main__":
    main(*sys.argv[1:])
