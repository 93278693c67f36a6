"""Recipes of what is kept and heard; see recipes.py."""

from datetime import date

from entrepairs.library.actions.resources import AuthorName, Owner
from entrepairs.recordings.captions import Cue
from entrepairs.tests.states.recipes import of, row

# What is kept and heard

RESOURCE = {"kind": "document", "title_fr": "mots", "title_en": "", "language": "fr"}
of(
    "library.actions.resources",
    prepare_resource=(
        "claire",
        lambda w, me: {
            "owner": Owner(circle=w["event_circle"]),
            "values": RESOURCE,
            "authors": [AuthorName("Zoé")],
            "concepts": [],
        },
    ),
    change_resource=(
        "claire",
        row("resource", "draft_resource", values=RESOURCE, authors=[], concepts=[]),
    ),
    publish_resource=("claire", row("resource", "draft_resource", audience=5)),
    withdraw_resource=("claire", row("resource", "resource_for_everyone")),
)
of(
    "library.actions.authorship_claims",
    claim_author=("david", row("author", "author_of_resource_for_everyone", name="D.")),
    ask_author=(
        "claire",
        lambda w, me: {
            "author": w["author_of_resource_for_everyone"],
            "person": w["david"],
            "name": "D.",
        },
    ),
    confirm_claim=("claire", row("claim", "bruno_says_he_made_it")),
    decline_claim=("amel", row("claim", "amel_is_asked_whether_she_did")),
    take_back_claim=("bruno", row("claim", "bruno_says_he_made_it")),
    rename_myself=("bruno", row("author", "author_who_is_bruno", name="B.")),
    unlink_myself=("bruno", row("author", "author_who_is_bruno")),
)
of(
    "library.actions.files",
    announce_file=("claire", row("resource", "draft_resource", name="mots.pdf", size=4)),
    send_files=("claire", row("resource", "draft_resource", uploads=[])),
    receive_piece=("claire", row("file", "coming_file", at=0, data=b"")),
    rename_file=(
        "claire",
        row("file", "file_of_draft_resource", name="mots.pdf", use="other", language="fr"),
    ),
    move_file=("claire", row("file", "file_of_draft_resource", up=True)),
    remove_file=("claire", row("file", "file_of_draft_resource")),
)
of(
    "library.actions.series",
    begin_series=("claire", lambda w, me: {"slug": "nouvelle", "values": {"title_fr": "mots"}}),
    change_series=("claire", row("series", "series", values={"title_fr": "mots"})),
    follow_series=("bruno", row("series", "series")),
    unfollow_series=("amel", row("series", "series")),
)
of(
    "library.actions.shelves",
    recommend_resource=("claire", row("resource", "resource_also_for_everyone")),
    unrecommend_resource=("claire", row("resource", "resource_for_everyone")),
    move_recommended=("claire", row("resource", "resource_for_everyone", up=True)),
)
RECORDING = "recording_for_everyone"
of(
    "recordings.actions.transcripts",
    write_captions=(
        "claire",
        row("resource", RECORDING, language="fr", cues=[Cue(0, 900, "mots")]),
    ),
    remove_captions=("claire", row("resource", RECORDING, language="fr")),
    write_chapters=("claire", row("resource", RECORDING, chapters=[(0, "mots")])),
)
of(
    "recordings.actions.voices",
    name_voice=("claire", row("resource", "recording_one_voice_missing", name="Zoé")),
    change_voice=("claire", row("voice", "new_voice", name="O.", starts=None, ends=None)),
    rename_myself=("bruno", row("voice", f"bruno_in_{RECORDING}", name="B.")),
    remove_voice=("claire", row("voice", "voice_that_was_cut")),
    ask_voice=("claire", lambda w, me: {"voice": w["new_voice"], "person": w["david"]}),
    make_new_address=("claire", row("voice", "omar_in_recording_one_voice_missing")),
    answer_voice=("bruno", row("voice", f"bruno_in_{RECORDING}", answers={"page": "withdrawn"})),
    disown_voice=("bruno", row("voice", "voice_that_may_be_bruno")),
    note_paper=(
        "claire",
        row("voice", "new_voice", channels=["page"], on=date(2026, 1, 5), language="fr"),
    ),
    note_cut=("claire", row("cut", "cut")),
)
