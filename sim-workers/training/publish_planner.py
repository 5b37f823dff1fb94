"""Puts a trained planner where it is packaged, with its card: run folder, name of the policy whose skills it uses, border of language match."""

import argparse
import hashlib
import json
import pathlib
import shutil

HERE = pathlib.Path(__file__).parent
POLICIES = HERE.parent / "src" / "main" / "resources" / "policies"
FILES = ["planner.json", "affordance.onnx"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=pathlib.Path, required=True)
    parser.add_argument("--skills", required=True)
    parser.add_argument("--border", type=float, required=True)
    options = parser.parse_args()
    look = json.loads((options.run / "look.json").read_text())
    skills = json.loads((POLICIES / options.skills / "policy.json").read_text())
    folder = POLICIES / "planner"
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"skills": options.skills, "skillsVersion": skills["version"], "border": options.border,
                "slots": look["slots"], "places": look["places"], "verbs": look["verbs"]}
    (folder / "planner.json").write_text(json.dumps(settings, indent=1) + "\n")
    shutil.copy(options.run / "affordance.onnx", folder / "affordance.onnx")
    digests = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES]
    card = json.loads((HERE / "cards" / "planner.json").read_text())
    card["version"] = hashlib.sha256("".join(digests).encode("ascii")).hexdigest()
    card["files"] = FILES
    (folder / "policy.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    print(card["version"])


if __name__ == "__main__":
    main()
