"""The navigation policy: the robot's own camera, its own measurements and a goal picture in, speed and rate of turning out.

One convolutional trunk looks at both pictures and answers, for each: where in the room was this taken, and what of the room stands
where before the camera - every answer with how sure it is. Between the pictures of an episode a belief is carried on: wheel
measurements move it, answers sharpen it, each by its certainty (Bayes' rule with independent errors). The goal picture's answers and
the belief give the way to the goal, and a small network drives. All of it is this one network; what it carries from step to step is
its input and output `memory`, zeros at the start of an episode.
"""

import math

import torch
import torch.nn as nn

SIDE = 64
FURNITURE = 5
SIGHTS = FURNITURE + 2
FIXED_SIGHTS = ((-2.38, 1.0), (2.55, -1.3))
BELIEF = 4 + 2 + 3 + 3 * FURNITURE
MEMORY = BELIEF + 2
FELT = 6
MAX_FORWARD_M_S, MAX_TURN_RAD_S = 0.6, 1.6
# The most certain that a belief gets, and how much of its certainty a step keeps: errors of successive pictures are alike.
MOST_CERTAIN, KEPT = 2500.0, 0.95
# A single answer counts for less than it says of itself, for the same reason.
TRUST = 0.2
# A picture counts as far as the robot has moved since the last one: standing still it sees the same again, with the same error.
NEWS_M, NEWS_RAD, LEAST_NEWS = 0.05, 0.16, 0.03
# A goal picture that shows nothing known was taken here, as far as one can tell: then turning round is what finds out more.
HERE = 0.01
# How near to the middle of each piece of furniture the shell touches it, metres.
TOUCHING_M = (0.38, 0.37, 0.5, 0.54, 0.75)
# A touch with nothing known nearer than this is a wall's.
WALL_M = 0.6
# What follows a touch, in steps: back, turn aside, on; and how.
BACK, ASIDE, ON = 6, 5, 5
BACK_M_S, ASIDE_RAD_S, ON_M_S = -0.3, 1.4, 0.35


class Trunk(nn.Module):
    """A picture to answers: place (2, and 2 logarithms of spread), heading (2), and 4 numbers for each sight."""

    def __init__(self, channels=(24, 48, 64, 64), narrow=32, hidden=160):
        super().__init__()
        layers, before = [], 3
        for size, (channel, stride) in zip((5, 3, 3, 3), zip(channels, (2, 2, 2, 1))):
            layers += [nn.Conv2d(before, channel, size, stride, size // 2, bias=False), nn.BatchNorm2d(channel), nn.ReLU()]
            before = channel
        layers += [nn.Conv2d(before, narrow, 1, bias=False), nn.BatchNorm2d(narrow), nn.ReLU(), nn.Flatten()]
        self.look = nn.Sequential(*layers)
        self.answer = nn.Sequential(
            nn.Linear(narrow * 64, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 6 + 4 * SIGHTS))

    def forward(self, pixels):
        return self.answer(self.look(pixels))


def pixels(image):
    """uint8 [n, 64, 64, 3] to what the trunk takes."""
    return image.permute(0, 3, 1, 2).float() / 127.5 - 1


class Answers:
    """The trunk's numbers by their meaning; lengths in metres in the room's or the robot's frame."""

    def __init__(self, raw):
        self.place = raw[:, 0:2] * 2
        self.place_spread = raw[:, 2:4].clamp(-4.5, 1.5)
        self.heading = raw[:, 4:6] * 10
        sights = raw[:, 6:].reshape(-1, SIGHTS, 4)
        self.visible = sights[:, :, 0]
        self.sight = sights[:, :, 1:3] * 2
        self.sight_spread = sights[:, :, 3].clamp(-4.5, 1.5)

    def place_certainty(self):
        return TRUST * torch.exp(-2 * self.place_spread)

    def sight_certainty(self):
        return TRUST * torch.sigmoid(self.visible) ** 2 * torch.exp(-2 * self.sight_spread)


def unit(vector):
    return vector / torch.sqrt((vector * vector).sum(-1, keepdim=True) + 1e-9)


def turned(vector, direction):
    """Vectors [n, ..., 2] from a frame that looks along `direction` [n, 2] into the one it is given in."""
    while direction.dim() < vector.dim():
        direction = direction.unsqueeze(1)
    x, y = vector[..., 0], vector[..., 1]
    c, s = direction[..., 0], direction[..., 1]
    return torch.stack([c * x - s * y, s * x + c * y], -1)


def turned_back(vector, direction):
    return turned(vector, direction * torch.tensor([1.0, -1.0]))


class Expectation(nn.Module):
    """What the trunk answers about a goal picture, in the light of where people want robots to be: a picture of a bare wall may be
    taken anywhere along it, but as a goal it is taken in a corner. Gives the place anew, and logarithms of its spread."""

    def __init__(self, hidden=64):
        super().__init__()
        self.correct = nn.Sequential(
            nn.Linear(6 + 4 * SIGHTS, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 4))

    def forward(self, raw):
        said = Answers(raw)
        known = torch.cat([
            said.place, said.place_spread, 2 * unit(said.heading), torch.sigmoid(said.visible),
            (said.sight * torch.sigmoid(said.visible).unsqueeze(2)).flatten(1), said.sight_spread], 1)
        correction = self.correct(known)
        return torch.cat([raw[:, 0:2] + correction[:, 0:2], correction[:, 2:4], raw[:, 4:]], 1)


class Policy(nn.Module):
    def __init__(self, hidden=128):
        super().__init__()
        self.trunk = Trunk()
        self.expects = Expectation()
        self.drive = nn.Sequential(
            nn.Linear(self.width(), hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 3))

    @staticmethod
    def width():
        return 6 + 3 * FURNITURE + 4 + 2 + 5

    def belief(self, now, felt, memory):
        """The belief after one more picture: place, its certainty, heading evidence, odometry, furniture and its certainty."""
        place, certain, evidence = memory[:, 0:2], memory[:, 2:4], memory[:, 4:6]
        before = memory[:, 6:9]
        map_at = memory[:, 9:9 + 2 * FURNITURE].reshape(-1, FURNITURE, 2)
        map_certain = memory[:, 9 + 2 * FURNITURE:BELIEF]
        # Evidence of where the wheels' zero heading points in the room: each picture's, turned back by the wheels' heading.
        wheels = torch.stack([torch.cos(felt[:, 2]), torch.sin(felt[:, 2])], 1)
        gone = felt[:, 0:3] - before
        news = 1 - torch.exp(-torch.sqrt((gone[:, 0:2] ** 2).sum(1, keepdim=True) + 1e-9) / NEWS_M - gone[:, 2:].abs() / NEWS_RAD)
        first = (certain.sum(1, keepdim=True) < 1e-9).float()
        news = (news + first).clamp(LEAST_NEWS, 1)
        kept = 1 - (1 - KEPT) * news
        evidence = kept * evidence + TRUST * news * turned_back(now.heading, wheels)
        zero = unit(evidence)
        heading = turned(zero, wheels)
        place = place + turned(gone[:, 0:2], zero)
        seen = news * now.place_certainty()
        certain = (kept * certain).clamp(max=MOST_CERTAIN)
        place = (certain * place + seen * now.place) / (certain + seen)
        certain = certain + seen
        sight = place.unsqueeze(1) + turned(now.sight[:, :FURNITURE], heading)
        sight_certain = news * now.sight_certainty()[:, :FURNITURE]
        map_certain = (kept * map_certain).clamp(max=MOST_CERTAIN)
        total = map_certain + sight_certain + 1e-6
        map_at = (map_certain.unsqueeze(2) * map_at + sight_certain.unsqueeze(2) * sight) / total.unsqueeze(2)
        map_at = self.touched(place, map_at, felt[:, 5:6])
        memory = torch.cat([place, certain, evidence, felt[:, 0:3], map_at.flatten(1), total], 1)
        return memory, place, heading, map_at, total

    @staticmethod
    def nearest(place, map_at):
        """Which piece of furniture is believed to be nearest (one of them 1), how far its side is, and the way to its middle."""
        way = map_at - place.unsqueeze(1)
        far = torch.sqrt((way * way).sum(2) + 1e-6)
        gap = far - torch.tensor(TOUCHING_M)
        return (gap <= gap.min(1, keepdim=True).values).float(), gap, way / far.unsqueeze(2)

    @staticmethod
    def touched(place, map_at, touches):
        """What is touched is as near as touching is: the nearest piece is where it was felt, not where it was believed."""
        which, gap, way = Policy.nearest(place, map_at)
        nearer = which * touches * gap.clamp(min=0) * (gap < WALL_M).float()
        return map_at - nearer.unsqueeze(2) * way

    @staticmethod
    def backing_out(before, touches, place, heading, map_at):
        """After a touch: back, aside, on, away from what is nearest; touched again meanwhile, the other way. Gives the steps left
        and the side (1 is left), which are carried on, and the action instead (0 where there is none)."""
        left, side = before[:, 0:1], before[:, 1:2]
        starts = touches * (left <= ASIDE + ON).float()
        which, _, way = Policy.nearest(place, map_at)
        lies = (which * turned_back(way, heading)[:, :, 1]).sum(1, keepdim=True)
        away = torch.where(lies > 0, -torch.ones_like(lies), torch.ones_like(lies))
        again = (left > 0).float() * (side != 0).float()
        side = starts * (again * -side + (1 - again) * away) + (1 - starts) * side
        left = starts * (BACK + ASIDE + ON) + (1 - starts) * (left - 1).clamp(min=0)
        back = (left > ASIDE + ON).float()
        aside = (left > ON).float() - back
        on = (left > 0).float() - back - aside
        return torch.cat([left, side], 1), torch.cat([BACK_M_S * back + ON_M_S * on, ASIDE_RAD_S * aside * side], 1), (left > 0).float()

    @staticmethod
    def goal(then, here, map_at, map_certain):
        """Where the goal picture was taken, in the room: its own answer and what it shows of what the belief knows."""
        heading = unit(then.heading)
        known = torch.cat([map_at, 0 * map_at[:, :2] + torch.tensor(FIXED_SIGHTS)], 1)
        known_certain = torch.cat([map_certain, 0 * map_certain[:, :2] + MOST_CERTAIN], 1)
        from_sights = known - turned(then.sight, heading)
        sight = then.sight_certainty()
        weight = sight * known_certain / (sight + known_certain + 1e-6)
        own = then.place_certainty()
        total = own + weight.sum(1, keepdim=True) + HERE
        place = (own * then.place + (weight.unsqueeze(2) * from_sights).sum(1) + HERE * here) / total
        return place, heading, total

    def features(self, felt, place, heading, map_at, map_certain, goal, goal_heading, goal_certain):
        """What the small network drives by."""
        way = turned_back(goal - place, heading)
        far = torch.sqrt((way * way).sum(1, keepdim=True) + 1e-6)
        turn = turned_back(goal_heading, heading)
        certain = torch.log(goal_certain.min(1, keepdim=True).values + 1e-3) / 5
        around = turned_back(map_at - place.unsqueeze(1), heading)
        known = map_certain / (map_certain + 5)
        obstacles = torch.cat([around * known.unsqueeze(2), known.unsqueeze(2)], 2).flatten(1)
        gone = torch.sqrt((felt[:, 0:2] ** 2).sum(1, keepdim=True) + 1e-6)
        near = torch.exp(-far / 0.25)
        return torch.cat([
            way, far, near, way / far * (1 - near), obstacles, place, heading, turn,
            certain, torch.exp(-gone / 0.15), felt[:, 3:5] / 10, felt[:, 5:6]], 1)

    def act(self, features):
        raw = self.drive(features)
        return raw[:, 0] * MAX_FORWARD_M_S, raw[:, 1] * MAX_TURN_RAD_S, raw[:, 2]

    def forward(self, image, proprioception, goal, memory):
        """Pictures uint8 [n, 64, 64, 3]; the action in m/s and rad/s, the memory to hand back, and what was driven by, the way
        to the goal first: metres ahead and metres to the left."""
        both = self.trunk(torch.cat([pixels(image), pixels(goal)], 0))
        count = image.shape[0]
        now, then = Answers(both[:count]), Answers(self.expects(both[count:]))
        before = memory[:, BELIEF:]
        memory, place, heading, map_at, map_certain = self.belief(now, proprioception, memory)
        at, at_heading, at_certain = self.goal(then, place, map_at, map_certain)
        features = self.features(proprioception, place, heading, map_at, map_certain, at, at_heading, at_certain)
        speed, turn, still = self.act(features)
        moves = (still < 0).float()
        action = torch.stack([speed.clamp(-0.3, 0.8) * moves, turn.clamp(-1.6, 1.6) * moves], 1)
        after, instead, backs = self.backing_out(before, proprioception[:, 5:6], place, heading, map_at)
        action = (1 - backs) * action + backs * instead
        return action, torch.cat([memory, after], 1), features
