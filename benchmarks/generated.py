"""Knowledge bases of any size, made of our own words, the same ones for the same seed.

An article is about one thing, one trouble with it and one circumstance, so that each has many
near neighbours. Beside its example questions it gets one that it does not hold, to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from core.articles import Article

QUESTIONS = 8
_REVIEW = date(2030, 1, 1)

# Each with other names for it.
_THINGS = """
router|modem|wifi box; season ticket|travel pass|monthly pass; gas meter|meter; parcel|package;
gift card|voucher; hire car|rental car|rented car; hotel room|room; library book|loan;
phone contract|mobile plan|sim contract; television|tv set|screen; washing machine|washer;
coffee machine|espresso maker; electric bicycle|e-bike|bike; house insurance|home policy;
garden shed|shed kit; winter tyres|tyres; reading glasses|spectacles|glasses; running shoes|
trainers;
concert ticket|seat for the concert; flight|plane ticket; ferry crossing|ferry; pension plan|
pension;
student loan|study loan; business account|company account; online course|class; gym membership|gym;
swimming lesson|swim class; dental appointment|dentist visit; blood test|lab test;
vaccination|jab; prescription|medicine order; hearing aid|hearing device; printer|laser printer;
laptop|notebook computer; tablet|tablet computer; game console|console; smart watch|watch;
security camera|camera; doorbell|video doorbell; thermostat|heating control; solar panel|solar roof;
charging station|wall charger; parking permit|parking space; moving van|removal van;
storage unit|storage room; cat food subscription|pet food box; vegetable box|veg box;
wine order|case of wine; furniture delivery|sofa delivery; kitchen fitting|new kitchen
"""
# Each in several ways of asking; {it} is the thing.
_TROUBLES = """
cancel: how do i cancel the {it}|i want to stop the {it}|end my {it}|call off the {it};
delay: the {it} is late|still waiting for my {it}|when will the {it} be here|
why does the {it} take so long;
refund: i want my money back for the {it}|refund for the {it}|get a refund on my {it}|
return the {it};
broken: the {it} is broken|my {it} does not work|something is wrong with the {it}|{it} is faulty;
price: why did the {it} get more expensive|price of the {it} went up|{it} costs more|
increase in {it} price;
double: i was charged twice for the {it}|paid two times for my {it}|double charge on the {it}|
{it} billed twice;
invoice: i need an invoice for the {it}|where is the receipt of my {it}|
send me the bill for the {it}|{it} invoice;
address: change the address of the {it}|i moved, what about my {it}|new address for the {it}|
{it} to another address;
owner: put the {it} in another name|transfer the {it} to my wife|someone else takes over my {it}|
{it} new owner;
lost: i lost my {it}|the {it} is gone|cannot find the {it}|{it} disappeared;
stolen: my {it} was stolen|somebody took the {it}|thief has my {it}|{it} theft;
upgrade: i want a bigger {it}|upgrade my {it}|a better {it} instead|switch to a larger {it};
discount: is there a discount on the {it}|cheaper {it} for students|coupon for the {it}|
{it} reduced price;
warranty: is the {it} under warranty|guarantee for my {it}|how long is the {it} covered|
{it} warranty claim;
booking: move my {it} to another day|reschedule the {it}|other date for the {it}|
{it} on a later day;
confirm: i got no confirmation for the {it}|is my {it} confirmed|no e-mail about the {it}|
{it} confirmation missing;
wrong: i got the wrong {it}|this is not the {it} i ordered|other {it} than agreed|{it} mixed up;
payment: payment for the {it} failed|cannot pay for the {it}|card declined for my {it}|
{it} payment error;
instal: pay for the {it} in instalments|monthly payments for the {it}|split the cost of the {it}|
{it} in parts;
setup: how do i set up the {it}|install my {it}|first steps with the {it}|{it} instructions;
noise: the {it} makes a noise|strange sound from my {it}|{it} is too loud|rattling {it};
password: i forgot the code for the {it}|reset the password of my {it}|locked out of the {it}|
{it} access code;
rules: what are the rules for the {it}|am i allowed to use the {it}|terms of the {it}|
{it} conditions;
data: what data do you keep about my {it}|delete my {it} data|privacy of the {it}|
{it} and my personal data;
complain: i want to complain about the {it}|unhappy with the {it}|bad service with my {it}|
{it} complaint
"""
_CIRCUMSTANCES = """
at home|in my flat; abroad|in another country|while travelling; as a business|for my company|
in the office;
for a child|for my daughter|for my son; at the weekend|on a sunday|on saturday;
after the trial|when the trial is over; bought second-hand|from a previous owner|used;
with the family tariff|in the family plan|shared with my family
"""
_OPENINGS = ("", "", "", "hi, ", "hello ", "please help: ", "question: ", "can you tell me, ")
_ENDINGS = ("", "", "", "?", " please", " thanks", " what now")


@dataclass(frozen=True)
class Generated:
    """An article, and a question it answers without holding it."""

    article: Article
    question: str


def generate(number: int, seed: int = 0) -> list[Generated]:
    """Return that many articles, at most 10,000; the first ones of a longer list are the same."""
    topics = list(product(_read(_THINGS), _read_troubles(), _read(_CIRCUMSTANCES)))
    Random(seed).shuffle(topics)  # noqa: S311
    if number > len(topics):
        raise ValueError(f"There are words for {len(topics):,} articles, not for {number:,}.")
    return [_generate(*topic, place, seed) for place, topic in enumerate(topics[:number])]


def _generate(
    thing: list[str], trouble: tuple[str, list[str]], circumstance: list[str], place: int, seed: int
) -> Generated:
    random = Random(f"{seed} {place}")  # noqa: S311
    name, ways = trouble
    asked: dict[str, None] = {}
    while len(asked) <= QUESTIONS:
        way = random.choice(ways).format(it=random.choice(thing))
        words = f"{way} {random.choice(circumstance)}"
        asked[random.choice(_OPENINGS) + words + random.choice(_ENDINGS)] = None
    *kept, question = asked
    it, where = thing[0], circumstance[0]
    title = f"{ways[-1].format(it=it)} {where}".capitalize()[:60]
    days = random.randrange(2, 30)
    article = Article(
        slug=f"{name}-{it}-{where}".replace(" ", "-")[:70] + f"-{place}",
        title=title,
        questions=tuple(kept),
        next=(),
        audience="everyone",
        tags=(it,),
        review=_REVIEW,
        owner="content",
        short=(
            f"About the {it}, {where}: {ways[0].format(it=it)}. We look into it within {days} "
            f"days. Have the number of your {thing[-1]} ready, and tell us since when."
        ),
        steps=(
            f"Open **My things** and choose the {it}.",
            f"Tap **{name.capitalize()}** and say what has happened {where}.",
            f"Send it. You hear from us within {days} days.",
        ),
    )
    return Generated(article, question)


def _read(words: str) -> list[list[str]]:
    return [[name.strip() for name in each.split("|")] for each in words.split(";")]


def _read_troubles() -> list[tuple[str, list[str]]]:
    named = (each.split(":", 1) for each in _TROUBLES.split(";"))
    return [(name.strip(), [way.strip() for way in ways.split("|")]) for name, ways in named]
