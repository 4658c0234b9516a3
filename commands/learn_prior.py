"""Learn from the shipped articles how sure to be of articles with few example questions.

python -m commands.learn_prior
"""

from __future__ import annotations

import json
import sys

from commands.sources import bench_cache, make_encoder, shipped_articles
from core.errors import EffieError
from knowledge_base.evaluation.prior import learn_weights
from knowledge_base.retrieval.ranker import EXAMPLES, PRIOR_FILE, Weights

# Beyond the last number of examples: fitted to examples that customers typed, decision 0002.
USUAL = (1.4, 6.7, 2.5, 3.2)
_DIGITS = 2


def main() -> int:
    """Learn and write the prior; returns the exit status."""
    try:
        articles, encoder = shipped_articles(), bench_cache(make_encoder())
        rows = {}
        for examples in EXAMPLES[:-1]:
            learned = learn_weights(articles, examples, encoder, Weights.same(*USUAL))
            rows[str(examples)] = [round(float(value), _DIGITS) for value in learned.table[0]]
            print(f"{examples:>3} example questions: {rows[str(examples)]}", flush=True)
    except EffieError as error:
        print(error.message, file=sys.stderr)
        return 2
    rows[str(EXAMPLES[-1])] = list(USUAL)
    what = "classifier, dense, lexical, out_of_scope by example questions; see commands/learn_prior"
    PRIOR_FILE.write_text(json.dumps({"what": what, "weights": rows}, indent=2) + "\n")
    print(f"{PRIOR_FILE} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
