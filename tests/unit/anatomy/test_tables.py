"""What the packaged tables say: every row obeys the rules, and the facts that are easily got wrong are right."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sim.anatomy import (
    BUILDS,
    ROOTS,
    ComplaintRegion,
    Muscle,
    Ramus,
    Site,
    complaint_regions,
    levels_of,
    muscle,
    muscles,
    paraspinal_site,
    site,
    site_at,
    sites,
    sites_of_root,
    supply,
)
from sim.errors import ModelInputError
from sim.evidence.sources import source, sources

ON_THE_BACK_YET_ANTERIOR = [
    "latissimus_dorsi",
    "levator_scapulae",
    "rhomboid_minor",
    "rhomboid_major",
    "serratus_posterior_superior",
    "serratus_posterior_inferior",
    "serratus_anterior",
    "quadratus_lumborum",
]
ON_POSTERIOR_RAMI = (
    "splenius",
    "semispinalis",
    "multifidus",
    "rotatores",
    "interspinales",
    "longissimus",
    "iliocostalis",
)
ON_POSTERIOR_RAMI_TOO = ("spinalis", "rectus_capitis_posterior", "obliquus_capitis", "intertransversarii_mediales")
PARASPINAL_SEGMENTS = ROOTS[ROOTS.index("C2") : ROOTS.index("S2") + 1]
NOT_SITES = ("multifidus_cervical", "splenius_capitis", "rectus_abdominis", "masseter")

each_muscle = pytest.mark.parametrize("row", muscles().values(), ids=lambda row: row.id)
each_site = pytest.mark.parametrize("row", sites().values(), ids=lambda row: row.id)
each_region = pytest.mark.parametrize("row", complaint_regions().values(), ids=lambda row: row.id)


def test_the_tables_cover_the_body_with_muscles_and_sites() -> None:
    assert len(muscles()) >= 130
    assert len(PARASPINAL_SEGMENTS) == 26
    assert [place.segment for place in sites().values() if place.kind == "paraspinal"] == list(PARASPINAL_SEGMENTS)


@each_muscle
def test_every_muscle_that_roots_feed_can_be_needled_whole_or_level_by_level(row: Muscle) -> None:
    places = [place for place in sites().values() if place.muscle == row.id]
    assert bool(places) == bool(row.roots)
    if row.is_segmental:
        assert tuple(place.segment for place in places) == levels_of(row.id)
    elif row.roots:
        assert [place.id for place in places] == [row.id]


@each_muscle
def test_only_muscles_of_the_back_proper_hang_on_posterior_rami(row: Muscle) -> None:
    of_the_back = row.id.startswith((*ON_POSTERIOR_RAMI, *ON_POSTERIOR_RAMI_TOO))
    assert (row.ramus is Ramus.POSTERIOR) == of_the_back


@each_muscle
def test_weights_of_a_muscle_obey_its_dominant_roots(row: Muscle) -> None:
    leading = [row.roots[root] for root in row.dominant]
    assert all(before > after for before, after in pairwise(leading))
    assert all(row.roots[root] < min(leading) for root in row.roots if leading and root not in row.dominant)


@each_muscle
def test_a_muscle_is_called_measured_only_where_an_article_or_a_textbook_gives_it(row: Muscle) -> None:
    for_roots = {key for key in row.sources if "roots" in source(key).used_for}
    in_note = {key for key in sources() if key in row.note}
    kinds = {source(key).kind for key in for_roots | in_note}
    assert row.standing == "assumed" or kinds & {"article", "preprint", "textbook"}


@pytest.mark.parametrize("row", [row for row in muscles().values() if "vertebral artery 40 to 60" in row.note])
def test_the_depth_of_the_vertebral_artery_is_told_of_the_work_that_measured_it(row: Muscle) -> None:
    assert "bmas_blog puts the vertebral artery" in row.note
    assert "bmas_blog" in row.sources


@each_muscle
def test_weights_of_a_muscle_sum_to_one_or_there_are_none(row: Muscle) -> None:
    assert set(row.roots) <= set(ROOTS)
    assert sum(row.roots.values()) == pytest.approx(1.0 if row.roots else 0.0)
    assert row.roots or row.ramus is Ramus.CRANIAL


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("extensor_carpi_radialis_brevis", ["C6", "C7", "C8"]),
        ("brachioradialis", ["C6", "C5", "C7"]),
        ("supraspinatus", ["C5", "C6", "C4"]),
        ("triceps_brachii", ["C7", "C8", "C6", "C5", "T1"]),
        ("flexor_carpi_radialis", ["C7", "C6"]),
        ("first_dorsal_interosseous", ["T1", "C8"]),
        ("abductor_pollicis_brevis", ["T1", "C8"]),
        ("gluteus_medius", ["L5", "S1", "L4"]),
        ("soleus", ["S1", "S2", "L5", "L4"]),
    ],
)
def test_roots_of_a_muscle_come_in_clinical_order(name: str, order: list[str]) -> None:
    assert list(muscle(name).roots) == order


@pytest.mark.parametrize("name", ON_THE_BACK_YET_ANTERIOR)
def test_a_muscle_that_migrated_to_the_back_hangs_on_the_anterior_ramus(name: str) -> None:
    assert muscle(name).ramus is Ramus.ANTERIOR


@pytest.mark.parametrize("name", ["trapezius_upper", "trapezius_middle", "trapezius_lower", "sternocleidomastoid"])
def test_the_accessory_nerve_is_cranial_and_its_muscles_still_have_a_segment(name: str) -> None:
    assert muscle(name).ramus is Ramus.CRANIAL
    assert muscle(name).roots


@pytest.mark.parametrize("name", ["multifidus_lumbar", "splenius_capitis", "longissimus_thoracis", "interspinales"])
def test_a_muscle_of_the_back_proper_hangs_on_the_posterior_ramus(name: str) -> None:
    assert muscle(name).ramus is Ramus.POSTERIOR


def test_a_muscle_of_the_face_has_no_segment() -> None:
    assert dict(muscle("masseter").roots) == {}


@each_site
def test_a_site_can_be_reached_between_its_borders(row: Site) -> None:
    for build in BUILDS:
        surface_mm, depth_min_mm, depth_max_mm, far_mm = row.depths(build)
        assert 0 < surface_mm < depth_min_mm < depth_max_mm < far_mm <= 120


@each_site
def test_a_site_lies_deeper_the_stouter_the_patient(row: Site) -> None:
    slim, middle, stout = (row.depths(build) for build in BUILDS)
    assert slim.surface_mm < middle.surface_mm < stout.surface_mm
    assert slim.far_mm - slim.surface_mm == pytest.approx(stout.far_mm - stout.surface_mm)


@each_site
def test_the_needle_to_take_reaches_the_deep_end_with_some_shaft_outside(row: Site) -> None:
    for build in BUILDS:
        assert row.needle_mm(build) >= row.depths(build).depth_max_mm + 4


@each_site
def test_what_lies_beyond_and_the_hazards_say_the_same(row: Site) -> None:
    for organ, word in (("lung", "pleura"), ("kidney", "kidney")):
        assert row.beyond != organ or any(word in hazard for hazard in row.hazards)


@each_site
def test_a_site_over_the_lung_keeps_off_its_deep_border(row: Site) -> None:
    sourced = [hazard for hazard in row.hazards if hazard not in row.hazards_assumed]
    if any("pleura" in hazard for hazard in sourced):
        assert row.far_mm - row.depth_max_mm >= 4


@each_site
def test_a_site_says_how_to_find_it_and_that_its_depth_is_assumed(row: Site) -> None:
    assert len(row.landmark.split()) >= 6
    assert row.standing == "assumed"
    assert row.note


@each_site
def test_a_path_is_no_longer_than_the_way_to_the_toes(row: Site) -> None:
    assert 0.01 < row.path_fraction < 0.8


@each_site
def test_a_level_leans_on_its_own_root_and_lies_in_its_muscle(row: Site) -> None:
    if row.kind != "muscle":
        assert next(iter(row.roots)) == row.segment
        assert set(row.roots) <= set(muscle(row.muscle).roots) | {"C8", "T1", "T12", "L1", "L5", "S1"}
        assert row.path.whole.keys() == row.roots.keys()


def test_an_intercostal_belongs_to_one_root_alone() -> None:
    assert dict(site("external_intercostals_t5").roots) == {"T5": 1.0}


def test_the_upper_trapezius_stays_short_of_the_nearest_lung_apex_measured() -> None:
    assert site("trapezius_upper").depth_max_mm < 33


def test_the_rhomboid_ends_where_ultrasound_found_it() -> None:
    assert site("rhomboid_major").far_mm == pytest.approx(19)


@pytest.mark.parametrize(
    "order",
    [
        ("multifidus_c6", "supraspinatus", "deltoid_middle", "biceps_brachii", "flexor_carpi_radialis"),
        ("brachioradialis", "extensor_carpi_radialis_brevis", "extensor_indicis", "first_dorsal_interosseous"),
        ("coracobrachialis", "biceps_brachii", "pronator_teres", "flexor_carpi_ulnaris", "abductor_pollicis_brevis"),
    ],
)
def test_paths_grow_down_the_limb(order: tuple[str, ...]) -> None:
    paths = [site(name).path_fraction for name in order]
    assert paths == sorted(paths)


@each_muscle
def test_every_muscle_that_roots_feed_has_a_nerve_path(row: Muscle) -> None:
    assert bool(row.path) == bool(row.roots)


@each_muscle
def test_a_nerve_is_stimulated_between_its_foramen_and_its_muscle(row: Muscle) -> None:
    if row.path_fraction is not None and row.stimulus_fraction is not None:
        assert 0.0 <= row.stimulus_fraction < row.path_fraction < 0.8


@pytest.mark.parametrize(
    "order",
    [
        ("iliacus", "pectineus", "rectus_femoris", "vastus_medialis"),
        ("gluteus_medius", "semitendinosus", "gastrocnemius_medial", "soleus", "flexor_digitorum_longus"),
        ("biceps_femoris_short", "tibialis_anterior", "extensor_hallucis_longus", "extensor_digitorum_brevis"),
        ("soleus", "abductor_hallucis", "flexor_digitorum_brevis", "dorsal_interossei_foot"),
    ],
)
def test_paths_grow_down_the_leg(order: tuple[str, ...]) -> None:
    paths = [supply(name).path_fraction for name in order]
    assert paths == sorted(paths)
    assert len(set(paths)) == len(paths)


def test_the_ankle_is_about_half_a_body_height_from_the_hip() -> None:
    below_the_knee = supply("soleus").path_fraction - supply("soleus").stimulus_fraction
    assert below_the_knee == pytest.approx(0.25 * 0.246)
    to_the_ankle = supply("abductor_hallucis").stimulus_fraction
    assert to_the_ankle == pytest.approx(0.245 + 0.246 + 0.055, abs=0.01)


def test_what_an_arc_is_built_from_is_known_of_sites_levels_and_other_muscles() -> None:
    assert supply("soleus").roots == muscle("soleus").roots
    assert supply("multifidus_c6").ramus is Ramus.POSTERIOR
    assert supply("supraspinatus").path is site("supraspinatus").path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("solaeus", r"muscle: unknown site, got 'solaeus'; nearest: soleus.*python -m sim muscles"),
        ("masseter", "has no segmental supply, got 'masseter'"),
    ],
)
def test_what_no_arc_can_be_built_for_says_why(name: str, expected: str) -> None:
    with pytest.raises(ModelInputError, match=expected):
        supply(name)


def test_the_wrist_is_as_far_from_the_foramen_as_a_median_f_wave_travels() -> None:
    """Mean F latency 26.8 ms (Fwave-018) less 1 ms turn-round and about 3.2 ms distal latency, at about 60 m/s."""
    wrist_fraction = site("flexor_carpi_radialis").path_fraction + 0.75 * 0.146
    travelled_m = (26.8 - 1.0 - 3.2) / 2 / 1000 * 60
    assert wrist_fraction * 1.70 == pytest.approx(travelled_m, rel=0.05)


@pytest.mark.parametrize("segment", PARASPINAL_SEGMENTS)
def test_a_paraspinal_site_leans_on_the_root_of_its_number(segment: str) -> None:
    place = paraspinal_site(segment)
    assert place is not None
    assert place.ramus is Ramus.POSTERIOR
    assert next(iter(place.roots)) == segment
    assert place.roots[segment] > 0.6


def test_a_root_without_paraspinal_site_has_none() -> None:
    assert paraspinal_site("C1") is None


def test_needling_a_segment_finds_both_rami() -> None:
    found = sites_of_root("C6", 0.3)
    assert {place.ramus for place in found} >= {Ramus.POSTERIOR, Ramus.ANTERIOR}
    weights = [place.roots["C6"] for place in found]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) >= 0.3


def test_every_site_of_a_root_is_found_without_a_minimum() -> None:
    assert {place.id for place in sites_of_root("C4")} == {
        place.id for place in sites().values() if "C4" in place.roots
    }


@pytest.mark.parametrize("name", NOT_SITES)
def test_a_muscle_that_is_no_site_is_not_among_them(name: str) -> None:
    assert name in muscles()
    assert name not in sites()


@each_region
def test_a_region_of_complaint_names_needle_sites(row: ComplaintRegion) -> None:
    assert len(row.muscles) >= 5
    assert len(set(row.muscles)) == len(row.muscles)
    assert set(row.muscles) <= set(sites())
    assert row.name
    assert row.movement


def test_the_outer_elbow_is_first_of_all_the_short_wrist_extensor() -> None:
    region = complaint_regions()["elbow_lateral"]
    assert region.muscles[0] == "extensor_carpi_radialis_brevis"
    assert region.movement == "wrist flexion"


@pytest.mark.parametrize("part", ["neck", "shoulder", "hand", "chest", "low_back", "buttock", "calf", "foot"])
def test_a_complaint_can_lie_anywhere_in_the_body(part: str) -> None:
    assert part in complaint_regions()


def test_tables_are_read_once_and_cannot_be_changed() -> None:
    assert sites() is sites()
    with pytest.raises(TypeError):
        sites()["x"] = site("supraspinatus")  # type: ignore[index]


@pytest.mark.parametrize("muscle", ["longissimus_capitis", "longissimus_cervicis", "iliocostalis_cervicis"])
@pytest.mark.parametrize("level", ["C7", "C8"])
def test_outside_a_level_over_the_lung_everything_is_over_the_lung(muscle: str, level: str) -> None:
    """What is needled farther out than the multifidus of C7 and C8 cannot be farther from the top of the lung."""
    assert site_at(multifidus_of(level)).beyond == "lung"
    assert site_at(muscle, level).beyond == "lung"


def multifidus_of(level: str) -> str:
    return f"multifidus_{level.lower()}"


@each_region
def test_no_complaint_is_laid_into_a_muscle_that_is_not_needled(row: ComplaintRegion) -> None:
    assert not [name for name in row.muscles if site(name).is_not_needled]


def test_muscles_beside_the_thoracic_spine_end_at_the_same_lamina() -> None:
    for level in range(2, 11):
        far = {
            site(f"{muscle}_t{level}").far_mm
            for muscle in ("multifidus", "semispinalis_thoracis", "rotatores_thoracis")
        }
        assert far == {32.0}
        assert site(f"spinalis_thoracis_t{level}").far_mm == pytest.approx(32.0, abs=1.0)
