"""What the minutes of one stage say: its own values, ranks, jurors and finalists."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.records.tables import StageStanding
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.letters.signers import jurors_who_sat, who_marked
from helpers.report.spoken_numbers import speak, speak_written
from helpers.report.wording import (
    NOTHING,
    absent_stages,
    bare_stage,
    describe_note,
    figure_sign,
    show_stage,
)


def stage_fields(
    digest: SeasonDigest, category: CategoryDigest, stage: str, language: str
) -> dict[str, object]:
    """The fields of the minutes of one stage that those of the result fill otherwise."""
    rows = [row for row in category.stages if row.stage == stage]
    marked = {score.participant for score in category.scores if score.stage == stage}
    signed = any(figure_sign(category, row.participant, stage) for row in rows)
    name = bare_stage(category.rules.stages[stage].name)
    return who_marked(digest, jurors_who_sat(digest, category, stage), language) | {
        "tahap": name,
        "tahap_besar": name.upper(),
        "jumlah_peserta": len(marked),
        "jumlah_peserta_terbilang": speak(len(marked), language),
        "sampai_tahap": "",
        "nama_nilai": say("letters.minutes_stage_value", language),
        "nama_keterangan": say("letters.minutes_remark", language),
        "hasil": _stage_results(digest, category, stage, rows, language),
        "nilai_sama": (),
        "tanpa_peringkat": _unmarked(category, rows, language),
        "tanda": say("letters.minutes_stage_sign", language) if signed and category.decided else "",
        "perubahan": [],
        "jumlah_koreksi": 0,
        "jumlah_koreksi_terbilang": speak(0, language),
    }


def _stage_results(
    digest: SeasonDigest,
    category: CategoryDigest,
    stage: str,
    rows: Sequence[StageStanding],
    language: str,
) -> list[dict[str, str]]:
    """The participants with a value in the stage, best first, and who goes on to the next."""
    people = {one.id: one for one in category.participants}
    on = _going_on(category, stage)
    found = []
    for row in sorted(rows, key=lambda row: (row.rank or 0, row.participant)):
        if row.value is None or not category.decided:
            continue
        value = show_stage(row.value, category.rules, language)
        person = people[row.participant]
        found.append(
            {
                "peringkat": str(row.rank or NOTHING),
                "nama": person.name,
                "daerah": digest.region_name(person.region) or NOTHING,
                "nilai": value + figure_sign(category, row.participant, stage),
                "terbilang": speak_written(value, language),
                "gelar": _remark(category, row, row.participant in on, language),
            }
        )
    return found


def _remark(category: CategoryDigest, row: StageStanding, on: bool, language: str) -> str:
    """That somebody goes on to the next stage, or was absent and is valued all the same."""
    if on:
        return say("letters.minutes_goes_on", language)
    absent = row.stage in absent_stages(category, row.participant)
    return describe_note("absent", language) if absent else NOTHING


def _going_on(category: CategoryDigest, stage: str) -> frozenset[str]:
    """Who was let into the next stage, where only finalists are."""
    names = list(category.rules.stages)
    following = names[names.index(stage) + 1 :][:1]
    return frozenset(
        row.participant
        for row in category.stages
        if row.stage in following and row.finalist == "yes"
    )


def _unmarked(category: CategoryDigest, rows: Sequence[StageStanding], language: str) -> list[str]:
    """The participants without a value in the stage, and why."""
    valued = {row.participant for row in rows if row.value is not None}
    outside = {row.participant for row in rows if row.finalist == "no"}
    notes = {placing.participant: placing.note for placing in category.placings}
    told = []
    for one in category.participants if category.decided else ():
        if one.id in valued:
            continue
        note = "not_finalist" if one.id in outside else notes.get(one.id, "")
        reason = describe_note(note, language) or say("letters.minutes_no_value", language)
        told.append(f"{one.name} ({one.id}): {reason}")
    return told
