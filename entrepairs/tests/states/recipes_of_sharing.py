"""How each action on shared files is tried."""

from entrepairs.tests.states.recipes import group, of, row

of(
    "sharing.actions",
    announce_shared=("amel", lambda w, me: {**group(w), "name": "x.txt", "size": 4}),
    share_files=("amel", lambda w, me: {**group(w), "uploads": []}),
    receive_shared_piece=("claire", row("file", "shared_coming", at=0, data=b"")),
    describe_shared=(
        "amel",
        lambda w, me: {
            "file": w["file_of_group"],
            "name": "y",
            "words": "",
            "meeting": w["held_of_group"],
        },
    ),
    remove_shared=("amel", row("file", "file_of_group")),
    bring_back_shared=("david", row("file", "removed_file")),
)
