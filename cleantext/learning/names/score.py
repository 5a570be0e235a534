"""How sure we are that one spelling is a slip for another: a sum of constants that anybody can check.

The constants are log-odds, fitted by logistic regression to misspellings put into news reports at one mention in
sixty, and rounded. Where no word frequencies are at hand, a second column holds.
"""

from __future__ import annotations

from math import exp, log2

from cleantext.core.spelling import is_other_style
from cleantext.learning.names.compare import Evidence

KNOWN = 2.0  # Zipf scale (3 is once in a million words): from here on an English reader may have met the word
COMMON = 3.2

FORM = "one may be a form of the other"

# reason: (weight with word frequencies, weight without)
WEIGHTS = {
    "base": (-1.6, -0.7),
    "effort for each letter": (-3.9, -5.0),
    "several slips": (-5.1, -3.9),
    "same consonants": (1.2, 0.8),
    "letters swapped": (1.9, 1.5),
    "last letter": (-1.2, -1.1),
    "may be derived": (-2.0, -2.1),
    "same documents": (1.7, 0.8),
    "shared neighbours": (1.1, 1.9),  # each of up to two
    "shared roles": (1.9, 1.9),  # each of up to two
    "other neighbours": (-0.6, -1.0),
    "other first name": (-1.5, -1.5),  # more than fitted: two of one family are seldom in a batch, often in the world
    "ratio": (0.5, 0.6),  # each doubling, up to six
    "wrong seen": (-0.8, -0.9),  # each doubling; a document may repeat its slip
    "wrong in documents": (-1.6, -1.6),  # each doubling
    "short": (-1.6, -1.4),
    "common word": (-2.3, -2.1),
    "better known": (0.7, 0.0),  # each step of the Zipf scale, from -1 to 4
    "unknown word": (1.2, 0.0),
    "nothing but likeness": (-2.4, -1.6),
}

_SHORT = 5  # letters
_LONG = 8  # letters, from which on one slip among them says enough where the context says nothing

DOUBTFUL = 0.75  # the most that a pair is given where `doubt` has something to say


def score(evidence: Evidence) -> float:
    """Return the probability that the first spelling is a slip for the second."""
    column = 0 if evidence.zipf else 1
    return 1 / (1 + exp(-sum(WEIGHTS[reason][column] * value for reason, value in reasons(evidence).items())))


def reasons(evidence: Evidence) -> dict[str, float]:
    """Return how far each reason holds."""
    e = evidence
    zipf = e.zipf or (0.0, 0.0)
    return {
        "base": 1,
        "effort for each letter": e.effort / len(e.right),
        "several slips": e.distance > 1,
        "same consonants": e.same_sounds,
        "letters swapped": e.swapped,
        "last letter": e.at_end,
        "may be derived": e.derived,
        "same documents": e.together,
        "shared neighbours": min(len(e.neighbours), 2),
        "shared roles": min(len(e.roles), 2),
        "other neighbours": e.conflict,
        "other first name": e.other_first_name,
        "ratio": min(6.0, log2(e.counts[1] / e.counts[0])),
        "wrong seen": log2(e.counts[0]),
        "wrong in documents": log2(e.documents[0]),
        "short": len(e.right) <= _SHORT,
        "common word": e.common,
        "better known": max(-1.0, min(4.0, zipf[1] - zipf[0])),
        "unknown word": zipf[0] == 0,
        "nothing but likeness": not (e.together or e.neighbours or e.roles),
    }


def veto(evidence: Evidence) -> str:
    """Return why the pair is out of the question whatever its score, or an empty string."""
    e = evidence
    wrong_zipf, right_zipf = e.zipf or (0.0, 0.0)
    only_wrong_unknown = e.zipf is not None and wrong_zipf == 0 and right_zipf >= KNOWN
    if is_other_style(e.wrong, e.right):
        return "both are right, each in its own house style"
    if e.both_often:
        return "a document uses both, each more than once"
    supported = bool(e.neighbours) or e.together > 0 or right_zipf >= COMMON
    if e.derived and (wrong_zipf > 0 or not supported or e.wrong == e.right + "s"):
        return FORM
    if 2 * e.counts[0] > e.counts[1] and not only_wrong_unknown:
        return "the right one is not seen often enough"
    if wrong_zipf >= KNOWN:
        return "the wrong one is a word or name of its own"  # it may still be wrong beside a certain neighbour
    return ""


def doubt(evidence: Evidence) -> str:
    """Return why a person should look at the pair whatever its score, or an empty string.

    Two names much alike look like a slip in all but their company: Jyll Bradley is no Jill, nor is Wrike to write.
    """
    e = evidence
    longer = e.wrong.startswith(e.right) or e.right.startswith(e.wrong)
    if longer and e.common:
        return "one is a common word, the other may be a form of it in another language"
    if e.neighbours or e.roles:
        return ""
    if not e.wrong.isascii() and e.right.isascii():
        return "nobody adds accents by a slip"
    if e.swapped:  # hardly two names differ so
        return ""
    if e.conflict:
        return "the company of another name"
    if not e.together and (len(e.right) < _LONG or e.distance > 1):
        return "nothing but likeness"
    if e.common and not e.same_sounds:
        return "the right one is a common word"
    if longer and e.wrong != e.right + e.right[-1]:
        return "one is the other with an ending"
    return ""


def in_words(evidence: Evidence) -> str:
    """Return the evidence as a person would put it."""
    e = evidence
    said = [f"{e.counts[0]} × in {e.documents[0]} documents against {e.counts[1]} × in {e.documents[1]}"]
    if e.together:
        said.append("in the same document")
    if e.neighbours:
        said.append(f"same neighbour {', '.join(e.neighbours[:3])}")
    if e.roles:
        said.append(f"same words beside it: {', '.join(e.roles[:3])}")
    if e.swapped:
        said.append("two letters swapped")
    elif e.same_sounds:
        said.append("same consonants")
    if e.zipf and e.zipf[0] == 0:
        said.append("not an English word" + (", the right one is known" if e.zipf[1] >= KNOWN else ""))
    if e.conflict:
        said.append("but other names beside it")
    if doubts := doubt(e):
        said.append(f"in doubt: {doubts}")
    return "; ".join(said)
