"""The rows of reviews that could leak."""

from typing import Any

from entrepairs.reviews.models import Review, ReviewAnswer

type Rows = dict[str, Any]


def reviews(rows: Rows) -> None:
    """Of Amel's plan, in which Bruno is a peer and David for a service. Nadia answered for the
    service, and was removed since; Claire is invited, and not in it."""
    review = rows["review"] = Review.objects.create(plan=rows["plan"])
    for name, viewpoint in (("amel", "person"), ("bruno", "peer"), ("nadia", "team")):
        rows[f"{name}_says_of_the_year"] = ReviewAnswer.objects.create(
            review=review, question="home", person=rows[name], viewpoint=viewpoint, words="mots"
        )
