"""Trains the tabletop policy by behaviour cloning and writes it as ONNX. See ../README.md for the commands and their times.

Every folder below --data that holds images.u8, rows.f32 and an empty file DONE is used; folders that appear while training
runs (corrections of the policy's own states, DAgger) are taken in at the next export.
"""

import argparse
import copy
import math
import pathlib
import time

import numpy
import torch
import torch.nn.functional as F

import network

COLUMNS = 20
EYE, TARGET, VIEW_DEGREES = (0.56, 0.0, 0.60), (0.045, 0.0, 0.02), 44.0


def projected_cells(points):
    """Positions on the table to fractional cells of the attention grid, by the policy camera's geometry."""
    eye, target = numpy.array(EYE), numpy.array(TARGET)
    forward = (target - eye) / numpy.linalg.norm(target - eye)
    right = numpy.cross(forward, [0, 0, 1])
    right /= numpy.linalg.norm(right)
    up = numpy.cross(right, forward)
    focal = network.GRID / 2 / math.tan(math.radians(VIEW_DEGREES / 2))
    relative = points - eye
    depth = relative @ forward
    column = network.GRID / 2 + focal * (relative @ right) / depth - 0.5
    row = network.GRID / 2 - focal * (relative @ up) / depth - 0.5
    return numpy.clip(numpy.stack([column, row], 1), 0, network.GRID - 1.001).astype(numpy.float32)


class Samples:
    def __init__(self, root):
        self.root, self.folders = root, set()
        self.images = torch.zeros(0, network.SIDE, network.SIDE, 3, dtype=torch.uint8)
        self.rows = torch.zeros(0, COLUMNS)
        self.cells = torch.zeros(0, 4)

    def refresh(self):
        for done in sorted(self.root.glob("*/DONE")):
            folder = done.parent
            if folder in self.folders:
                continue
            self.folders.add(folder)
            rows = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, COLUMNS)
            images = numpy.fromfile(folder / "images.u8", dtype=numpy.uint8).reshape(-1, network.SIDE, network.SIDE, 3)
            cells = numpy.concatenate([projected_cells(rows[:, 11:14]), projected_cells(rows[:, 14:17])], 1)
            self.images = torch.cat([self.images, torch.from_numpy(images)])
            self.rows = torch.cat([self.rows, torch.from_numpy(rows.copy())])
            self.cells = torch.cat([self.cells, torch.from_numpy(cells)])
            print(f"{folder.name}: {len(rows)} samples, {len(self.rows)} in all", flush=True)

    def batch(self, size):
        index = torch.randint(0, len(self.rows), (size,))
        return self.images[index], self.rows[index], self.cells[index]


def cell_targets(cells):
    """A distribution over the grid with all weight on the four cells around the point."""
    column, row = cells[:, 0], cells[:, 1]
    left, top = column.floor(), row.floor()
    right_share, bottom_share = column - left, row - top
    first = (top * network.GRID + left).long()
    targets = torch.zeros(len(cells), network.GRID * network.GRID)
    targets.scatter_(1, first[:, None], ((1 - right_share) * (1 - bottom_share))[:, None])
    targets.scatter_(1, first[:, None] + 1, (right_share * (1 - bottom_share))[:, None])
    targets.scatter_(1, first[:, None] + network.GRID, ((1 - right_share) * bottom_share)[:, None])
    targets.scatter_(1, first[:, None] + network.GRID + 1, (right_share * bottom_share)[:, None])
    return targets


def augment(images):
    """Other brightness, contrast and tint; never a shift, because the place in the picture is the place on the table."""
    count = len(images)
    x = images.permute(0, 3, 1, 2).float() / 127.5 - 1
    x = x * (1 + 0.12 * torch.randn(count, 1, 1, 1)) + 0.08 * torch.randn(count, 1, 1, 1)
    return (x + 0.03 * torch.randn(count, 3, 1, 1) + 0.02 * torch.randn(count, 1, network.SIDE, network.SIDE)).clamp(-1.2, 1.2)


def losses(policy, images, rows, cells, sentences):
    task = rows[:, 17].long()
    words = sentences[task, torch.randint(0, sentences.shape[1], (len(rows),))]
    words = F.normalize(words + 0.015 * torch.randn_like(words), dim=1)
    body = rows[:, :6] + torch.randn(len(rows), 6) * torch.tensor([0.002, 0.002, 0.0015, 0.02, 0.001, 0.0])
    action, logits, places, named = policy.parts(augment(images), body, words)
    wanted = torch.cat([rows[:, 6:9] / network.MAX_MOVE_M, rows[:, 9:10] / network.MAX_TURN_RAD], 1)
    # Close to the table and at changes of the gripper, small errors cost the grasp.
    low = (rows[:, 2] < 0.07).float()
    weight = 1 + 0.7 * low
    move = (F.smooth_l1_loss(action[:, :4], wanted, beta=0.1, reduction="none") * torch.tensor([1, 1, 1, 0.4])).sum(1)
    grip = F.binary_cross_entropy_with_logits(action[:, 4], rows[:, 10], reduction="none")
    attention = sum(
        -(cell_targets(cells[:, 2 * i:2 * i + 2]) * F.log_softmax(logits[:, i], 1)).sum(1) for i in range(2))
    truth = torch.cat([(rows[:, 11 + 3 * i:14 + 3 * i] - policy.table_mean) / policy.table_deviation for i in range(2)], 1)
    place = F.smooth_l1_loss(places, truth, beta=0.1, reduction="none").sum(1)
    names = F.cross_entropy(named[:, :3], task // 2, reduction="none") + F.cross_entropy(
        named[:, 3:], task % 2, reduction="none")
    total = (weight * (move + 0.4 * grip) + 0.1 * attention + 0.3 * place + 0.1 * names).mean()
    error_m = (places - truth)[:, :2].abs().mean(0) * policy.table_deviation[:2]
    return total, (move.mean().item(), grip.mean().item(), attention.mean().item(), error_m.mean().item(), names.mean().item())


def export(policy, path):
    policy.eval()
    inputs = (torch.zeros(1, network.SIDE, network.SIDE, 3, dtype=torch.uint8), torch.zeros(1, 6), torch.zeros(1, network.SENTENCE))
    draft = path.with_suffix(".part")
    torch.onnx.export(policy, inputs, str(draft), input_names=["image", "proprioception", "sentence"],
                      output_names=["action"], opset_version=14)
    draft.rename(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--sentences", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--export-steps", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint to go on from")
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    samples = Samples(options.data)
    samples.refresh()
    sentences = torch.from_numpy(numpy.fromfile(options.sentences, dtype="<f4").reshape(6, -1, network.SENTENCE).copy())
    policy = network.Policy(sentences.mean((0, 1)), sentences.std((0, 1)) + 1e-3)
    if options.start:
        policy.load_state_dict(torch.load(options.start))
    average = copy.deepcopy(policy)
    print(sum(p.numel() for p in policy.parameters()), "parameters", flush=True)
    optimiser = torch.optim.AdamW(policy.parameters(), options.rate, weight_decay=1e-4)
    started, shown = time.time(), []
    for step in range(1, options.steps + 1):
        cooling = 0.02 + 0.98 * (1 + math.cos(math.pi * step / options.steps)) / 2
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, step / 200) * cooling
        loss, parts = losses(policy, *samples.batch(options.batch), sentences)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(policy.parameters(), 1.0)
        optimiser.step()
        decay = min(0.998, step / (step + 20))
        with torch.no_grad():
            for kept, new in zip(average.parameters(), policy.parameters()):
                kept.lerp_(new, 1 - decay)
        shown.append(parts)
        if step % options.export_steps == 0 or step == options.steps:
            move, grip, attention, error, names = numpy.mean(shown, 0)
            seconds = time.time() - started
            print(f"{seconds / 60:.1f} min, {step} steps, {step * options.batch / seconds:.0f} samples/s, move {move:.4f} "
                  f"grip {grip:.4f} attention {attention:.3f} place {1000 * error:.1f} mm names {names:.4f}", flush=True)
            shown = []
            export(average, options.out / f"policy-{step:05d}.onnx")
            average.train()
            torch.save(average.state_dict(), options.out / f"average-{step:05d}.pt")
            samples.refresh()


if __name__ == "__main__":
    main()
