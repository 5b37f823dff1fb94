"""Trains the learned success detector, calibrates it on endings of other seeds, and writes it as ONNX. See ../DETECTOR.md.

The eye comes from perception.py and stays as it is. Three short fits: the reader on the training phrasings, the comparer on what the eye
makes of staged endings and of moments of the policies' samples (every task of a scene is judged at every ending, so one teaches dozens of
answers), and Platt's two numbers on endings of seeds that nothing else has seen.
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
import words


def cooled(optimiser, rate, step, steps):
    for group in optimiser.param_groups:
        group["lr"] = rate * min(1, step / 50) * (0.02 + 0.98 * (1 + math.cos(math.pi * step / steps)) / 2)


def fit_reader(reader, sentences, of_scene, steps, batch=96):
    scene = of_scene[sentences.task]
    others = (of_scene[None] != scene[:, None]).float() * -1e4
    train, held = torch.nonzero(~sentences.held).flatten(), torch.nonzero(sentences.held).flatten()
    weight = 1.0 / torch.bincount(sentences.task[train]).float()[sentences.task[train]]
    some = train[torch.randperm(len(train))[:2000]]
    real, there = sentences.pieces[some].float(), sentences.present[some].unsqueeze(2)
    reader.mean = (real * there).sum((0, 1)) / there.sum()
    reader.deviation = (((real - reader.mean) ** 2 * there).sum((0, 1)) / there.sum()).sqrt() + 1e-3
    optimiser = torch.optim.AdamW(reader.parameters(), 1.2e-3, weight_decay=0.02)
    reader.train()
    for step in range(1, steps + 1):
        cooled(optimiser, 1.2e-3, step, steps)
        index = train[torch.multinomial(weight, batch, True)]
        pieces = sentences.pieces[index].float()
        pieces = pieces + 0.25 * reader.deviation * torch.randn_like(pieces)
        # Sometimes pieces are missing, so that no single word carries everything.
        present = sentences.present[index] * (torch.rand(batch, words.PIECES) > 0.2 * torch.rand(batch, 1)).float()
        present[:, 0] = 1
        loss = F.cross_entropy(reader(pieces, present) + others[index], sentences.task[index])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        if step % 400 == 0 or step == steps:
            reader.eval()
            with torch.no_grad():
                read = torch.cat([reader(sentences.pieces[part].float(), sentences.present[part]) for part in held.split(256)])
            right = (read + others[held]).argmax(1) == sentences.task[held]
            reader.train()
            print(f"reader: {step} steps, loss {loss.item():.4f}, held-out sentences read right {by_scene(right, scene[held])}", flush=True)
    reader.eval()


def fit_comparer(net, staged, seen_staged, moments, seen_moments, steps, batch=48):
    """Half of each batch is staged; an eighth of the staged endings is only watched."""
    optimiser = torch.optim.AdamW([*net.comparer.parameters(), *net.scenes.parameters()], 2e-3, weight_decay=1e-2)
    kept_out = torch.arange(len(staged)) % 8 == 0
    train, other = torch.nonzero(~kept_out).flatten(), torch.nonzero(kept_out).flatten()
    shake = torch.tensor([0.0, 0.03, 0.02, 0.06, 0.05, 0.05])
    for step in range(1, steps + 1):
        cooled(optimiser, 2e-3, step, steps)
        loss = 0
        for endings_of, seen, choice in ((staged, seen_staged, train), (moments, seen_moments, torch.arange(len(moments)))):
            index = choice[torch.randint(0, len(choice), (batch,))]
            shaken = seen[index] + torch.randn_like(seen[index]) * shake
            weight = endings_of.weight[index]
            wrong = F.binary_cross_entropy_with_logits(
                net.comparer(shaken, endings_of.felt[index]), endings_of.answers[index], reduction="none")
            loss = loss + (wrong * weight).sum() / weight.sum() + F.nll_loss(net.scene(shaken), endings_of.scene[index])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        if step % 250 == 0 or step == steps:
            print(f"comparer: {step} steps, loss {loss.item():.4f}, right when read right "
                  f"{by_scene(right_when_read_right(net, staged, seen_staged, other), staged.scene[other])}", flush=True)


def right_when_read_right(net, staged, seen, index):
    with torch.no_grad():
        likely = net.holds(net.comparer(seen[index], staged.felt[index]))[torch.arange(len(index)), staged.asked[index]]
    return (likely > 0.5) == (staged.done[index] > 0.5)


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
    parser.add_argument("--reader", type=pathlib.Path, help="weights of a reader fitted before")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--reader-steps", type=int, default=2400)
    parser.add_argument("--comparer-steps", type=int, default=3000)
    parser.add_argument("--moments", type=int, default=8, help="how many of each sampled episode")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    started = time.time()
    tasks = detector.Tasks(options.scenes)
    net = detector.Detector(tasks)
    net.eye.load_state_dict(torch.load(options.eye))
    sentences = endings.Sentences(options.phrases, tasks)
    if options.reader:
        net.reader.load_state_dict(torch.load(options.reader))
    else:
        fit_reader(net.reader, sentences, tasks.of_scene, options.reader_steps)
        torch.save(net.reader.state_dict(), options.out / "reader.pt")
    net.eval()
    staged, others = endings.Endings(options.endings, tasks), endings.Endings(options.calibration, tasks)
    moments = endings.Moments(options.samples, tasks, options.moments, numpy.random.default_rng(0))
    seen_staged, seen_others, seen_moments = staged.found(net), others.found(net), moments.found(net)
    offness("staged endings", seen_staged, staged.truth)
    offness(f"{len(moments)} moments", seen_moments, moments.truth)
    fit_comparer(net, staged, seen_staged, moments, seen_moments, options.comparer_steps)
    calibrate(net, others, seen_others, sentences)
    torch.save(net.state_dict(), options.out / "detector.pt")
    export(net, options.out / "detector.onnx")
    print(f"{time.time() - started:.0f} s in all", flush=True)


if __name__ == "__main__":
    main()
