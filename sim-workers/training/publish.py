"""Puts a trained network into the package as a policy version: policy.onnx and its card, policy.json.

The card's facts (title, description, training, figures, known failures) come from a JSON file, so that they are written once and
by hand; the digest is computed here. Where the card lists several files, they lie beside the network.
Usage: publish.py NETWORK.onnx FACTS.json RESOURCE_FOLDER
"""

import hashlib
import json
import pathlib
import shutil
import sys

import onnx


def main(network, facts, folder):
    facts = json.loads(pathlib.Path(facts).read_text())
    several = facts.get("files")
    paths = [pathlib.Path(network).with_name(name) for name in several] if several else [pathlib.Path(network)]
    for path in paths:
        onnx.checker.check_model(onnx.load(path))
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    card = {
        "name": facts["name"],
        "title": facts["title"],
        "kind": "onnx",
        "privileged": False,
        "version": hashlib.sha256("".join(digests).encode("ascii")).hexdigest() if several else digests[0],
        "scene": facts.get("scene", "blocks-and-bowls"),
        "embodiment": facts.get("embodiment", "tabletop-arm-6dof"),
        "takes": facts.get("takes", ["words"]),
        "description": facts["description"],
        "training": facts["training"],
        "figures": facts["figures"],
        "knownFailures": facts["knownFailures"],
    }
    card.update({name: facts[name] for name in ("files", "scenes", "familiarFrom") if name in facts})
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for path, name in zip(paths, several or ["policy.onnx"]):
        shutil.copyfile(path, folder / name)
    (folder / "policy.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    print(card["name"], card["version"])


if __name__ == "__main__":
    main(*sys.argv[1:])
