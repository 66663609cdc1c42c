"""Deals of the invented book: open ones that carry the plan (or not), leads, and closed ones."""

import random
from datetime import date, timedelta

import sample_words as w
from sample_accounts import ACCOUNTS, SHARE

WAN = 10_000

# Open deals that close in 2026: account, product, amount in 万, probability, stage, month.
OPEN_2026 = [
    (1, "control", 17000, 0.5, "bid", 11),
    (0, "control", 4200, 0.5, "talk", 9), (0, "digital", 1800, 0.3, "offer", 12), (0, "control", 1500, 0.6, "talk", 8),
    (3, "control", 3600, 0.4, "bid", 10), (3, "digital", 1200, 0.3, "offer", 11),
    (4, "control", 2400, 0.5, "bid", 9), (4, "control", 900, 0.6, "talk", 8),
    (5, "control", 2900, 0.45, "bid", 12), (5, "control", 800, 0.3, "offer", 10),
    (6, "control", 1800, 0.5, "talk", 9), (6, "control", 700, 0.2, "need", 12),
    (7, "control", 1600, 0.35, "offer", 11), (8, "digital", 2200, 0.25, "offer", 12),
    (9, "control", 1300, 0.4, "bid", 10), (10, "control", 700, 0.6, "talk", 8),
    (11, "control", 900, 0.35, "offer", 11), (13, "control", 450, 0.4, "bid", 9),
    (14, "control", 600, 0.3, "offer", 10), (15, "control", 380, 0.5, "talk", 8),
    (18, "control", 520, 0.3, "offer", 12), (20, "control", 640, 0.35, "bid", 11),
    (23, "digital", 500, 0.2, "need", 12), (2, "control", 300, 0.4, "bid", 9),
    (27, "control", 260, 0.5, "talk", 9), (33, "control", 330, 0.25, "offer", 10),
]
# Open deals that close in 2027.
OPEN_2027 = [
    (0, "control", 3800, 0.3, "offer", 3), (1, "digital", 1600, 0.2, "need", 5), (2, "control", 1200, 0.3, "offer", 4),
    (4, "control", 2100, 0.25, "need", 6), (5, "control", 1500, 0.2, "need", 2), (12, "control", 800, 0.3, "offer", 3),
]
# Won in the first half of 2026: account, amount in 万, month.
WON_2026 = [(0, 900, 2), (3, 650, 3), (4, 480, 1), (6, 720, 4), (7, 350, 5), (8, 420, 3), (11, 260, 6), (16, 140, 2), (2, 300, 6)]
LEADS = [(0, 2500), (3, 1800), (7, 900), (12, 600), (16, 320), (29, 110), (36, 480)]


def blank():
    keys = "probability created first close closed last lost_stage rival reason confirmed reviewed coach".split()
    return {key: None for key in keys}


def open_deal(draw, as_of, account, product, amount, probability, stage, close):
    created = min(as_of - timedelta(days=draw.randrange(40, 300)), close - timedelta(days=60))
    return blank() | {
        "account": account, "product": product, "kind": "open", "stage": stage, "name": draw.choice(w.DEAL_NAMES),
        "amount": amount * WAN, "probability": probability, "created": created, "close": close,
        "first": close - timedelta(days=draw.choice([0, 0, 30, 60, 90])),
        "last": as_of - timedelta(days=draw.randrange(3, 90)), "rival": draw.choice(w.RIVALS + [None]),
        "confirmed": "Y" if stage != "need" else draw.choice("N."), "coach": draw.choice("YN."),
    }


def closed_deal(draw, account, amount, closed, won):
    created = closed - timedelta(days=draw.randrange(90, 320))
    extra = {} if won else {
        "lost_stage": draw.choice(["offer", "bid", "bid", "talk"]), "reason": draw.choice(w.REASONS),
        "rival": draw.choice(w.RIVALS),
    }
    return blank() | {
        "account": account, "product": "control", "kind": "won" if won else "lost", "stage": "won" if won else "lost",
        "name": draw.choice(w.DEAL_NAMES), "amount": amount * WAN, "probability": 1.0 if won else 0.0,
        "created": created, "first": closed - timedelta(days=draw.choice([0, 20, 45, 90])), "close": closed,
        "closed": closed, "last": closed, "confirmed": "Y", "reviewed": draw.choice("YN"), "coach": draw.choice("YYN" if won else "NN."),
    } | extra


def history(draw):
    accounts = sorted({line[0] for line in SHARE}) + [13, 14, 15, 20]
    for number in range(34):
        account = draw.choice(accounts)
        amount = max(40, int(int(ACCOUNTS[account][7]) * draw.uniform(0.05, 0.22)) // 10 * 10)
        closed = date(2024, 1, 10) + timedelta(days=draw.randrange(0, 710))
        yield closed_deal(draw, account, amount, closed, won=number % 5 in (0, 2))


def deals(seed, as_of):
    """Deals in the order in which they were created."""
    draw = random.Random(seed + 2)
    found = [open_deal(draw, as_of, *deal[:5], date(2026, deal[5], draw.randrange(5, 27))) for deal in OPEN_2026]
    found[0]["typed"] = found[4]["typed"] = True
    found += [open_deal(draw, as_of, *deal[:5], date(2027, deal[5], draw.randrange(5, 27))) for deal in OPEN_2027]
    # Two that are still open though their date has passed, and one whose odds nobody wrote down.
    found.append(open_deal(draw, as_of, 9, "control", 420, 0.6, "talk", date(2026, 4, 20)))
    found.append(open_deal(draw, as_of, 17, "control", 350, 0.5, "bid", date(2026, 5, 15)))
    found[17]["probability"] = None
    found += [closed_deal(draw, a, amount, date(2026, month, draw.randrange(3, 27)), True) for a, amount, month in WON_2026]
    found += history(draw)
    for account, amount in LEADS:
        lead = open_deal(draw, as_of, account, "control", amount, 0.1, "need", date(2026, 12, 15))
        found.append(lead | {"kind": "lead", "confirmed": None})
    # Dirty: nobody has put a figure on it yet.
    found.append(open_deal(draw, as_of, 12, "control", 1, 0.2, "need", date(2026, 11, 20)) | {"amount": None})
    return sorted(found, key=lambda deal: deal["created"])
