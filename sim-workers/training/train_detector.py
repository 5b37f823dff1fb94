"""Trains the learned success detector, calibrates it on endings of other seeds, and writes it as ONNX. See ../DETECTOR.md.

The eye of perception.py and what words.py learned to read stay as they are. Three short fits: of the reader the heads for tasks of several
parts, the comparer on what the eye makes of staged endings and of moments of the policies' samples (every task of a scene is judged at
every ending, so one teaches dozens of answers), and Platt's two numbers on endings of seeds that nothing else has seen.
"""

import argparse
import math
import pathlib
import time

import numpy
import torch
import torch.nn.functional as F

import detector
import endings
import perception
import slots
import tasks
import words


def cooled(optimiser, rate, step, steps):
    for group in optimiser.param_groups:
        group["lr"] = rate * min(1, step / 50) * (0.02 + 0.98 * (1 + math.cos(math.pi * step / steps)) / 2)


def fit_reader(reader, sentences, of_scene, steps=600, batch=192):
    """What words.py learned stays; only the heads of tasks of several parts are new."""
    features = []
    listening = reader.means.register_forward_hook(lambda module, given, out: features.append(given[0]))
    with torch.no_grad():
        for part in torch.arange(len(sentences.task)).split(256):
            reader(sentences.pieces[part].float(), sentences.present[part])
    listening.remove()
    features = torch.cat(features)
    scene = of_scene[sentences.task]
    others = (of_scene[None] != scene[:, None]).float() * -1e4
    train, held = torch.nonzero(~sentences.held).flatten(), torch.nonzero(sentences.held).flatten()
    # Each task as often as any other.
    often = 1.0 / torch.bincount(sentences.task[train]).float()[sentences.task[train]]
    weight, bias = reader.means.weight.detach().clone(), reader.means.bias.detach().clone()
    new = torch.nn.Parameter(weight[words.INTENT:].clone()), torch.nn.Parameter(bias[words.INTENT:].clone())
    optimiser = torch.optim.Adam(new, 1e-2)
    for step in range(steps):
        index = train[torch.multinomial(often, batch, True)]
        given = F.dropout(features[index], 0.1)
        heads = torch.cat([F.linear(given, weight[:words.INTENT], bias[:words.INTENT]), F.linear(given, *new)], 1)
        loss = F.cross_entropy(heads @ reader.meanings.t() + others[index], sentences.task[index]) + 1e-3 * new[0].pow(2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        reader.means.weight[words.INTENT:], reader.means.bias[words.INTENT:] = new
        for kind, some in (("training", train), ("held-out", held)):
            right = (reader.means(features[some]) @ reader.meanings.t() + others[some]).argmax(1) == sentences.task[some]
            print(f"{kind} sentences read right {by_scene(right, scene[some])}", flush=True)


def fit_comparer(net, known, staged, seen_staged, moments, seen_moments, steps, batch=256):
    """Verb by verb, because each has a network of its own: pairs of an ending and a task, drawn as often as they weigh, half of them staged."""
    seen, felt = torch.cat([seen_staged, seen_moments]), torch.cat([staged.felt, moments.felt])
    answers, weight = torch.cat([staged.answers, moments.answers]), torch.cat([staged.weight, moments.weight])
    verbs = torch.tensor([meaning[3] for meaning in known.simple])
    shake = torch.tensor([0.0, 0.03, 0.02, 0.06, 0.05, 0.05])
    for number, verb in enumerate(net.comparer.verbs):
        of_verb = torch.nonzero(verbs == verb).flatten()
        ending, column = torch.nonzero(weight[:, of_verb] > 0, as_tuple=True)
        often = weight[ending, of_verb[column]]
        for kind in (ending < len(staged), ending >= len(staged)):
            often[kind] /= often[kind].sum()
        drawn = torch.multinomial(often, steps * batch, True).split(batch)
        optimiser = torch.optim.AdamW(net.comparer.answers[number].parameters(), 2e-3, weight_decay=1e-2)
        losses = []
        for step, pair in enumerate(drawn, 1):
            cooled(optimiser, 2e-3, step, steps)
            row, task = ending[pair], of_verb[column[pair]]
            shaken = seen[row] + torch.randn_like(seen[row]) * shake
            loss = F.binary_cross_entropy_with_logits(net.comparer.of_pairs(number, shaken, felt[row], task), answers[row, task])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        print(f"comparer: {slots.VERBS[verb]}, {len(often)} pairs, loss {numpy.mean(losses[-100:]):.4f}", flush=True)


def fit_scenes(net, endings_of, seen, steps=400):
    optimiser = torch.optim.Adam(net.scenes.parameters(), 2e-2)
    for _ in range(steps):
        index = torch.randint(0, len(seen), (128,))
        loss = F.nll_loss(net.scene(seen[index]), endings_of.scene[index])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()


def right_when_read_right(net, staged, seen):
    with torch.no_grad():
        likely = net.holds(net.comparer(seen, staged.felt))[torch.arange(len(seen)), staged.asked]
    return (likely > 0.5) == (staged.done > 0.5)


def by_scene(right, scene):
    shares = [f"{right[scene == i].float().mean():.3f}" for i in range(len(slots.SCENES)) if (scene == i).any()]
    return f"{right.float().mean():.3f} ({', '.join(shares)})"


def calibrate(net, others, seen, sentences):
    """Platt (1999), by Newton's steps, on endings and training phrasings that were not trained on together."""
    choices = [sentences.of(task) for task in others.asked.tolist()]
    chosen = torch.stack([choice[torch.randint(0, len(choice), ())] for choice in choices])
    with torch.no_grad():
        asked = torch.cat([net.reader(sentences.pieces[part].float(), sentences.present[part]) for part in chosen.split(256)])
        logit = net.raw(seen, others.felt, asked)[0].double()
    x = torch.stack([logit, torch.ones_like(logit)], 1)
    y, numbers = others.done.double(), torch.tensor([1.0, 0.0], dtype=torch.float64)
    for _ in range(50):
        likely = torch.sigmoid(x @ numbers)
        gradient = x.t() @ (likely - y) + 1e-3 * numbers
        curve = (x * (likely * (1 - likely))[:, None]).t() @ x + 1e-3 * torch.eye(2, dtype=torch.float64)
        numbers = numbers - torch.linalg.solve(curve, gradient)
    net.slope[:], net.offset[:] = numbers[0].float(), numbers[1].float()
    right = (x @ numbers > 0) == (y > 0.5)
    print(f"calibration: {len(y)} endings, slope {numbers[0]:.3f}, offset {numbers[1]:.3f}, right {by_scene(right, others.scene)}", flush=True)


def offness(kind, seen, truth):
    deviation = torch.tensor(perception.DEVIATION[:2])
    off = seen[..., 1:3] * deviation + torch.tensor(perception.MEAN[:2]) - truth[..., 1:3]
    off = 1000 * off.norm(dim=-1)[truth[..., 0] > 0]
    print(f"{kind}: the eye is off by {off.mean():.1f} mm, median {off.median():.1f} mm", flush=True)


def export(net, path):
    net.eval()
    inputs = (torch.zeros(1, detector.LOOKS, 64, 64, 3, dtype=torch.uint8), torch.zeros(1, detector.LOOKS, 6),
              torch.zeros(1, words.PIECES, words.WIDTH), torch.ones(1, words.PIECES))
    names = ["pictures", "felt", "pieces", "present"]
    torch.onnx.export(net, inputs, str(path), input_names=names, output_names=["probability", "clear"], opset_version=14,
                      dynamic_axes={name: {0: "n"} for name in [*names, "probability", "clear"]})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=pathlib.Path, required=True, help="folder of the scenes' descriptions")
    parser.add_argument("--endings", type=pathlib.Path, required=True, help="staged endings to learn from")
    parser.add_argument("--samples", type=pathlib.Path, required=True, help="the policies' samples, whose moments are taken for endings")
    parser.add_argument("--calibration", type=pathlib.Path, required=True, help="staged endings of other seeds")
    parser.add_argument("--phrases", type=pathlib.Path, required=True)
    parser.add_argument("--eye", type=pathlib.Path, required=True, help="weights of perception.py")
    parser.add_argument("--words", type=pathlib.Path, required=True, help="weights of words.py")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--comparer-steps", type=int, default=600, help="for each verb")
    parser.add_argument("--moments", type=int, default=8, help="how many of each sampled episode")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    started = time.time()
    known = tasks.Tasks(options.scenes)
    net = detector.Detector(known)
    net.eye.load_state_dict(torch.load(options.eye))
    sentences = endings.Sentences(options.phrases, known)
    net.reader.start_from(torch.load(options.words))
    net.eval()
    fit_reader(net.reader, sentences, known.of_scene)
    staged, others = endings.Endings(options.endings, known), endings.Endings(options.calibration, known)
    moments = endings.Moments(options.samples, known, options.moments, numpy.random.default_rng(0))
    seen_staged, seen_others, seen_moments = staged.found(net), others.found(net), moments.found(net)
    offness("staged endings", seen_staged, staged.truth)
    offness(f"{len(moments)} moments", seen_moments, moments.truth)
    fit_comparer(net, known, staged, seen_staged, moments, seen_moments, options.comparer_steps)
    fit_scenes(net, staged, seen_staged)
    print(f"calibration, when read right: right {by_scene(right_when_read_right(net, others, seen_others), others.scene)}", flush=True)
    calibrate(net, others, seen_others, sentences)
    torch.save(net.state_dict(), options.out / "detector.pt")
    export(net, options.out / "detector.onnx")
    print(f"{time.time() - started:.0f} s in all", flush=True)


if __name__ == "__main__":
    main()
