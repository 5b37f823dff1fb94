"""Reads a sentence: which object, where to, which verb; and whether it is the kind of sentence it was taught.

Input are the word pieces of all-MiniLM-L6-v2, each in its context. A few learned questions attend to them (what is moved, where to, how); the
answers are scored together over all that makes sense - this object, to that target, in that way - and become probabilities over slots, slots and
places, and verbs. Sentences that mean nothing here teach it what it does not know.
"""

import argparse
import json
import math
import pathlib

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

import slots

PIECES, WIDTH = 32, 384
OBJECTS, TARGETS, VERBS = len(slots.SLOTS), len(slots.SLOTS) + len(slots.PLACES) + 1, len(slots.VERBS)
INTENT = OBJECTS + TARGETS + VERBS


class Words(nn.Module):
    def __init__(self, meanings, width=96, questions=4, hidden=160):
        """meanings: [m, 3] object, target and verb of all that can be asked."""
        super().__init__()
        one_hot = [F.one_hot(meanings[:, i], n) for i, n in enumerate((OBJECTS, TARGETS, VERBS))]
        self.register_buffer("meanings", torch.cat(one_hot, 1).float())
        self.register_buffer("mean", torch.zeros(WIDTH))
        self.register_buffer("deviation", torch.ones(WIDTH))
        self.narrow = nn.Linear(WIDTH, width)
        self.place = nn.Parameter(0.02 * torch.randn(PIECES, width))
        self.mix = nn.TransformerEncoderLayer(width, 4, 2 * width, 0.1, batch_first=True)
        self.questions = nn.Parameter(torch.randn(questions, width) / math.sqrt(width))
        self.answer = nn.Sequential(nn.Linear((questions + 1) * width, hidden), nn.ReLU(), nn.Dropout(0.1))
        self.means = nn.Linear(hidden, INTENT)
        self.known = nn.Linear(hidden, 1)
        self.scale = math.sqrt(width)

    def logits(self, pieces, present):
        x = self.narrow((pieces - self.mean) / self.deviation) + self.place
        absent = present < 0.5
        # Written out, because the exported graph must not depend on the optimised path.
        layer = self.mix
        n, length, width = x.shape
        q, k, v = F.linear(x, layer.self_attn.in_proj_weight, layer.self_attn.in_proj_bias).view(n, length, 3, 4, width // 4).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(width // 4) - 1e4 * absent[:, None, None, :].float()
        mixed = torch.matmul(torch.softmax(scores, 3), v).permute(0, 2, 1, 3).reshape(n, length, width)
        x = layer.norm1(x + layer.dropout1(layer.self_attn.out_proj(mixed)))
        x = layer.norm2(x + layer.dropout2(layer.linear2(layer.dropout(torch.relu(layer.linear1(x))))))
        weights = torch.softmax(torch.matmul(self.questions, x.transpose(1, 2)) - 1e4 * absent[:, None, :].float(), 2)
        answers = torch.matmul(weights, x).flatten(1)
        overall = (x * present.unsqueeze(2)).sum(1) / present.sum(1, keepdim=True)
        answer = self.answer(torch.cat([answers, overall], 1))
        return torch.matmul(self.means(answer), self.meanings.t()), self.known(answer)

    def forward(self, pieces, present):
        """Pieces [n, 32, 384], present [n, 32]; the likeliest intent as ones and zeros [n, objects + targets + verbs], and known [n, 1]."""
        scores, known = self.logits(pieces, present)
        # One meaning, not a mixture: half of one thing and half of another is what nobody asked for, and the hand was never taught it.
        return self.meanings[scores.argmax(1)], torch.sigmoid(known)


class Phrases:
    """The exported sentences, with what they mean by the tasks of the samples on disk."""

    def __init__(self, folder, data):
        said = json.loads((folder / "phrases.json").read_text())
        self.pieces = torch.from_numpy(numpy.fromfile(folder / "pieces.f16", dtype="<f2").reshape(-1, PIECES, WIDTH).copy())
        self.present = (torch.arange(PIECES)[None] < torch.tensor([[one["pieces"]] for one in said])).float()
        known = {}
        for about in (json.loads(path.read_text()) for path in sorted(data.glob("*/*/about.json"))):
            for number, task in enumerate(about["tasks"]):
                meaning = slots.SLOTS.index(task["arguments"]["object"]), slots.target(task) % TARGETS, slots.verb(task)
                known[about["scene"], task["id"]] = (*meaning, slots.SCENES.index(about["scene"]), number)
        self.text = [one["text"] for one in said]
        self.held = torch.tensor([one["heldOut"] for one in said])
        self.meaning = torch.tensor([known.get((one["scene"], one["task"]), (-1,) * 5) for one in said])
        self.familiar = self.meaning[:, 0] >= 0
        # Tasks of more than one step are sentences of another kind, not foreign ones; they are left out of both.
        self.used = self.familiar | torch.tensor([one["scene"] == "" for one in said])

    def __len__(self):
        return len(self.text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--phrases", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--show", type=int, default=250, help="steps between reports")
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    phrases = Phrases(options.phrases, options.data)
    meanings, number = phrases.meaning[phrases.familiar][:, :3].unique(dim=0, return_inverse=True)
    wanted = torch.zeros(len(phrases), dtype=torch.long)
    wanted[phrases.familiar] = number
    words = Words(meanings)
    real = phrases.pieces[phrases.used & ~phrases.held][:2000].float()
    there = phrases.present[phrases.used & ~phrases.held][:2000]
    total = there.sum()
    words.mean = (real * there.unsqueeze(2)).sum((0, 1)) / total
    words.deviation = (((real - words.mean) ** 2 * there.unsqueeze(2)).sum((0, 1)) / total).sqrt() + 1e-3
    train = torch.nonzero(phrases.used & ~phrases.held).flatten()
    # Each task as often as any other, strange sentences a third of all.
    name = phrases.meaning[train, 3] * 1000 + phrases.meaning[train, 4]
    _, inverse, counts = name.unique(return_inverse=True, return_counts=True)
    weight = 1.0 / counts[inverse].float()
    strange = ~phrases.familiar[train]
    if strange.any():
        weight[strange] = 0.5 * weight[~strange].sum() / strange.sum()
    optimiser = torch.optim.AdamW(words.parameters(), 1e-3, weight_decay=0.02)
    for step in range(1, options.steps + 1):
        for group in optimiser.param_groups:
            group["lr"] = 1e-3 * min(1, step / 100) * (0.02 + 0.98 * (1 + math.cos(math.pi * step / options.steps)) / 2)
        index = train[torch.multinomial(weight, options.batch, True)]
        pieces = phrases.pieces[index].float()
        pieces = pieces + 0.25 * words.deviation * torch.randn_like(pieces)
        # Sometimes pieces are missing, so that no single word carries everything.
        present = phrases.present[index] * (torch.rand(len(index), PIECES) > 0.2 * torch.rand(len(index), 1)).float()
        present[:, 0] = 1
        scores, known = words.logits(pieces, present)
        familiar = phrases.familiar[index].float()
        wrong = F.cross_entropy(scores, wanted[index], reduction="none", label_smoothing=0.02)
        loss = F.binary_cross_entropy_with_logits(known[:, 0], familiar) + (wrong * familiar).sum() / familiar.sum()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(words.parameters(), 1.0)
        optimiser.step()
        if step % options.show == 0 or step == options.steps:
            print(f"words: {step} steps, loss {loss.item():.4f}, " + told(words, phrases), flush=True)
            words.train()
    torch.save(words.state_dict(), options.out / "words.pt")
    words.eval()
    with torch.no_grad():
        wrong = [phrases.text[i] for i in torch.nonzero(phrases.familiar & phrases.held).flatten().tolist()
                 if not right(words, phrases, torch.tensor([i])).item()]
    print(len(wrong), "held-out sentences read wrongly:", *wrong[::max(1, len(wrong) // 40)], sep="\n  ")


def right(words, phrases, index):
    intent, _ = words(phrases.pieces[index].float(), phrases.present[index])
    parts = intent.split([OBJECTS, TARGETS, VERBS], 1)
    ok = torch.ones(len(index), dtype=torch.bool)
    for part, column in zip(parts, range(3)):
        ok &= part.argmax(1) == phrases.meaning[index, column]
    return ok


def told(words, phrases):
    words.eval()
    out = []
    with torch.no_grad():
        for label, choice in (("training", ~phrases.held), ("held out", phrases.held)):
            index = torch.nonzero(phrases.familiar & choice).flatten()[::3 if label == "training" else 1]
            out.append(f"{label} {torch.cat([right(words, phrases, part) for part in index.split(256)]).float().mean():.3f}")
            strange = torch.nonzero(~phrases.familiar & phrases.used & choice).flatten()
            if len(strange):
                known = torch.cat([words(phrases.pieces[part].float(), phrases.present[part])[1][:, 0] for part in index.split(256)])
                foreign = words(phrases.pieces[strange].float(), phrases.present[strange])[1][:, 0]
                out.append(f"{label}: known {(known > 0.5).float().mean():.3f}, foreign taken for known {(foreign > 0.5).float().mean():.3f}")
    return ", ".join(out)


if __name__ == "__main__":
    main()
