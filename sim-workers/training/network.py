"""The tabletop policy: camera pixels, the arm's own measurements and an encoded sentence in, one action out.

A small convolutional trunk, modulated by the sentence (FiLM: Perez and others, 2018), ends in attention maps. Two of them are
taught during training to rest on the named object and the named bowl; what they find (place and local features) is turned into
positions on the table, which an MLP compares with the tool. Outside training the network is used as a whole: nothing privileged
enters it.
"""

import torch
import torch.nn as nn

SIDE = 64
GRID = 16
PROPRIOCEPTION = 6
SENTENCE = 384
MAX_MOVE_M = 0.045
# Demonstrations hurry, to pack more into a sample; the policy that people watch moves at most this far in one action.
CALM_MOVE_M = 0.012
MAX_TURN_RAD = 0.25


class Film(nn.Module):
    """Convolution whose channels are scaled and shifted by the sentence."""

    def __init__(self, inputs, outputs, stride, words):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1)
        self.modulation = nn.Linear(words, 2 * outputs)
        nn.init.zeros_(self.modulation.weight)
        nn.init.zeros_(self.modulation.bias)

    def forward(self, x, words):
        scale, shift = self.modulation(words).unsqueeze(-1).unsqueeze(-1).chunk(2, 1)
        return torch.relu(self.convolution(x) * (1 + scale) + shift)


class Policy(nn.Module):
    def __init__(self, sentence_mean, sentence_deviation, channels=(24, 40, 48, 48), maps=12, words=96, hidden=256):
        super().__init__()
        self.register_buffer("sentence_mean", sentence_mean)
        self.register_buffer("sentence_deviation", sentence_deviation)
        # Centres and spreads of tool x, y, z, yaw, opening and gripper command over the demonstrations.
        self.register_buffer("body_mean", torch.tensor([0.03, 0.0, 0.12, 0.0, 0.06, 0.6]))
        self.register_buffer("body_deviation", torch.tensor([0.1, 0.15, 0.06, 0.12, 0.02, 0.5]))
        self.register_buffer("table_mean", torch.tensor([0.04, 0.0, 0.03]))
        self.register_buffer("table_deviation", torch.tensor([0.1, 0.15, 0.05]))
        self.words = nn.Sequential(nn.Linear(SENTENCE, words), nn.ReLU(), nn.Linear(words, words), nn.ReLU())
        self.named = nn.Linear(words, 5)
        self.first = nn.Conv2d(3, channels[0], 3, stride=2, padding=1)
        self.second = Film(channels[0], channels[1], 2, words)
        self.third = Film(channels[1], channels[2], 1, words)
        self.fourth = Film(channels[2], channels[3], 1, words)
        self.attention = nn.Conv2d(channels[3], 2 + maps, 1)
        axis = (torch.arange(GRID).float() + 0.5) / GRID * 2 - 1
        across = axis.repeat(GRID, 1)
        self.register_buffer("cells", torch.stack([across.reshape(-1), across.t().reshape(-1)], 1))
        found = 2 * (2 + channels[3])
        self.place = nn.Sequential(nn.Linear(found + PROPRIOCEPTION, 128), nn.ReLU(), nn.Linear(128, 6))
        inputs = found + 2 * maps + PROPRIOCEPTION + 12 + words
        self.act = nn.Sequential(
            nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 5))

    def parts(self, image, body, sentence):
        """Action in network units, attention logits of object and bowl, their positions, and what the sentence names."""
        words = self.words((sentence - self.sentence_mean) / self.sentence_deviation)
        x = torch.relu(self.first(image))
        x = self.fourth(self.third(self.second(x, words), words), words)
        logits = self.attention(x).flatten(2)
        weights = torch.softmax(logits, 2)
        points = torch.matmul(weights, self.cells)
        features = torch.matmul(weights[:, :2], x.flatten(2).transpose(1, 2))
        found = torch.cat([points[:, :2].flatten(1), features.flatten(1)], 1)
        felt = (body - self.body_mean) / self.body_deviation
        places = self.place(torch.cat([found, felt], 1))
        tool = ((body[:, :3] - self.table_mean) / self.table_deviation).repeat(1, 2)
        everything = [found, points[:, 2:].flatten(1), felt, places, (places - tool) * 3, words]
        return self.act(torch.cat(everything, 1)), logits[:, :2], places, self.named(words)

    def forward(self, image, proprioception, sentence):
        """Image uint8 [n, 64, 64, 3]; the answer in metres and radians, the gripper as a probability of being open."""
        pixels = image.permute(0, 3, 1, 2).float() / 127.5 - 1
        action = self.parts(pixels, proprioception, sentence)[0]
        moves = torch.clamp(action[:, :3], -1, 1) * MAX_MOVE_M
        length = torch.sqrt((moves * moves).sum(1, keepdim=True) + 1e-12)
        moves = moves * torch.clamp(CALM_MOVE_M / length, max=1)
        turn = torch.clamp(action[:, 3:4], -1, 1) * MAX_TURN_RAD
        return torch.cat([moves, turn, torch.sigmoid(action[:, 4:])], 1)
