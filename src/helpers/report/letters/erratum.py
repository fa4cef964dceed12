"""Where a sealed winner changed: the erratum, the minutes of change, certificates to withdraw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from helpers.proof.comparing import Comparison, MarkChange, PlaceChange
from helpers.records.findings import address, stops
from helpers.records.words import say
from helpers.report.changes import people
from helpers.report.comparison import describe_act
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.letters.parts import explain_status, write_letter
from helpers.report.letters.signers import jurors_who_sat
from helpers.report.spoken_numbers import write_plain_date
from helpers.report.wording import (
    NOTHING,
    bare_category,
    bare_message,
    bare_stage,
    join_parts,
    juror_role,
    show_value,
)

ANNOUNCEMENT, MINUTES, WITHDRAWAL = (
    "ralat-pengumuman", "berita-acara-perubahan", "penarikan-piagam"
)  # fmt: skip
ENDINGS = {ANNOUNCEMENT: "pengumuman", MINUTES: "berita-acara", WITHDRAWAL: "penarikan-piagam"}


def write_errata(
    digest: SeasonDigest,
    category_key: str,
    folder: Path,
    language: str = "id",
    own: Path | None = None,
) -> bool:
    """Write ``<category>-<what>.docx`` for a category whose title holders changed, else nothing.

    They changed since the latest sealed revision with other holders: what was announced.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    category = digest.category(category_key)
    since = category.announced
    if since is None or not has_errata(digest, category):
        return False
    fields = errata_fields(digest, category, since, language)
    for kind, name in errata_names(category_key).items():
        write_letter(digest, kind, folder / name, fields, language, own)
    return True


def has_errata(digest: SeasonDigest, category: CategoryDigest) -> bool:
    """Whether a sealed revision gave a title to somebody else than the result does.

    So it did where the category is undecided now: nobody holds a title then. While stages are still
    to be held, the result at hand takes nothing back.
    """
    since = category.announced
    return since is not None and bool(since.title_moves) and not digest.through


def errata_names(category_key: str) -> dict[str, str]:
    """The file name of each kind of erratum."""
    return {kind: f"{category_key}-{ending}.docx" for kind, ending in ENDINGS.items()}


def errata_fields(
    digest: SeasonDigest, category: CategoryDigest, since: Comparison, language: str
) -> dict[str, object]:
    """What changed, from which revision, why, and by whom."""
    line = category.standing.line
    sealed = category.standing.state == "sealed" and line is not None
    state = "not_sealed" if category.decided else "taken_back"
    moves = since.title_moves
    regions = {one.participant: one.region for one in category.placings}
    untitled = say("letters.errata_untitled", language)
    no_title = untitled if category.decided else say("letters.errata_withdrawn", language)

    def told(one: PlaceChange) -> dict[str, str]:
        decimals = category.rules.rounding.total
        return {
            "nama": one.name,
            "daerah": digest.region_name(regions.get(one.participant, "")) or NOTHING,
            "gelar_semula": one.title_before or untitled,
            "gelar_menjadi": one.title_after or no_title,
            "nilai_semula": show_value(one.total_before, decimals, language),
            "nilai_menjadi": show_value(one.total_after, decimals, language),
            "peringkat_semula": str(one.rank_before or NOTHING),
            "peringkat_menjadi": str(one.rank_after or NOTHING),
        }

    return {
        "kategori": bare_category(category.rules.name),
        "kategori_besar": bare_category(category.rules.name).upper(),
        "status": explain_status(category.status, language),
        "revisi_semula": since.one,
        "ditetapkan": say(
            "letters.errata_sealed", language, revision=category.standing.revision,
            day=write_plain_date(line.day, language), by=line.by, note=line.reason or NOTHING,
        ) if sealed and line else say(f"letters.errata_{state}", language),
        "perubahan": [told(one) for one in moves],
        "nilai_berubah": [told(one) for one in since.places],
        "sebab": list(_causes(category, since, language)),
        "pemenang": _winners(digest, category, language),
        "ditarik": [told(one) for one in moves if one.title_before],
        "diterbitkan": [told(one) for one in moves if one.title_after],
        "daftar_juri": [
            {"nama": juror.name, "kedudukan": juror_role(juror.role, language)}
            for juror in (digest.rules.jurors[key] for key in jurors_who_sat(digest, category))
        ],
    }  # fmt: skip


def _winners(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[dict[str, str]]:
    """Who holds a title now; each title, waiting, where that is to be decided."""
    if not category.decided:
        waiting = say("letters.errata_waiting", language)
        return [
            {"gelar": title, "nama": waiting, "daerah": NOTHING} for title in category.rules.titles
        ]
    return [
        {"gelar": one.title, "nama": one.name, "daerah": digest.region_name(one.region) or NOTHING}
        for one in category.winners
    ] or [{"gelar": NOTHING, "nama": say("letters.errata_nobody", language), "daerah": NOTHING}]


def _by_file(
    marks: Sequence[MarkChange],
) -> tuple[dict[tuple[str, str, str], list[MarkChange]], list[MarkChange]]:
    """Marks that came or went with their file, by stage, juror and file; the others one by one."""
    groups: dict[tuple[str, str, str], list[MarkChange]] = {}
    for mark in marks:
        if not mark.correction and None in (mark.before, mark.after):
            file = mark.address.partition(" › ")[0]
            groups.setdefault((mark.stage, mark.juror, file), []).append(mark)
    whole = {
        key: group
        for key, group in groups.items()
        if len(group) > 1 and len({one.before is None for one in group}) == 1
    }
    together = [mark for group in whole.values() for mark in group]
    return whole, [mark for mark in marks if mark not in together]


def _causes(category: CategoryDigest, since: Comparison, language: str) -> Iterator[dict[str, str]]:
    """Every mark, deduction, decision and rule that changed since, with its reason and people."""
    names = {one.id: one.name for one in category.participants}
    gone, single = _by_file(since.marks)
    for (stage, juror, file), marks in gone.items():
        came = all(one.before is None for one in marks)
        words = [say(f"letters.errata_{key}", language) for key in ("no_marks", "marks_there")]
        before, after = words if came else reversed(words)
        yield {
            "perihal": say(
                "letters.errata_file", language, count=len(marks), juror=juror, file=file,
                stage=bare_stage(category.rules.stages[stage].name),
            ),
            "semula": before, "menjadi": after,
            "alasan": say("letters.errata_no_correction", language), "petugas": NOTHING,
        }  # fmt: skip
    for mark in single:
        part = category.rules.stages[mark.stage]
        yield {
            "perihal": say(
                "letters.errata_mark", language, participant=names.get(mark.participant, ""),
                stage=part.name, criterion=part.criteria[mark.criterion].name,
                juror=mark.juror, address=mark.address,
            ),
            "semula": show_value(mark.before, None, language),
            "menjadi": show_value(mark.after, None, language),
            "alasan": say(
                "letters.errata_correction", language, id=mark.correction, reason=mark.reason
            ) if mark.correction else say("letters.errata_no_correction", language),
            "petugas": people(mark.by, mark.approved_by, "", language) or NOTHING,
        }  # fmt: skip
    for act in since.acts:
        said = describe_act(act, language)
        before, after = (said, NOTHING) if act.what == "removed" else (NOTHING, said)
        yield {
            "perihal": say(
                f"letters.errata_{act.kind}", language,
                participant=names.get(act.participant, NOTHING),
            ),
            "semula": before, "menjadi": after, "alasan": act.reason or NOTHING,
            "petugas": people(act.by, act.approved_by, act.date, language) or NOTHING,
        }  # fmt: skip
    for rule in since.rules:
        yield {
            "perihal": say("letters.errata_rule", language, where=rule.topic),
            "semula": rule.before, "menjadi": rule.after, "alasan": NOTHING, "petugas": NOTHING,
        }  # fmt: skip
    for finding in filter(stops, category.findings):
        yield {
            "perihal": join_parts(address(finding), bare_message(finding)),
            "semula": NOTHING, "menjadi": say("letters.errata_waiting", language),
            "alasan": NOTHING, "petugas": NOTHING,
        }  # fmt: skip
