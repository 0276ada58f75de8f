"""Electrical stimulation of a nerve at the muscle: trains of pulses, and what goes on when they have ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.errors import require_between
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import Graph
from sim.patient.state import SiteKey
from sim.reflex import kernel, layout
from sim.reflex.arc import Arc, read_arc
from sim.reflex.assemble import NO_NEEDLE, constants, rest, units
from sim.reflex.layout import Constants, Floats, Ints, State, Units
from sim.reflex.needle import DT_MS, QUIET_MS
from sim.reflex.reading import Reading, read
from sim.reflex.spikes import put_ia_volley, put_spikes
from sim.rng import stream, stream_key

NEVER_MS = 1e12
REST_MS = 200
"""The arc runs this long before the first pulse, so that endings and noise have no common start, ms."""
RATE_MIN_HZ, RATE_MAX_HZ = 0.1, 200.0
MAX_DISCHARGES = 1_000_000


@dataclass(frozen=True, slots=True)
class After:
    """What an arc did after a train.

    Parameters
    ----------
    reading
        By the rule of the model, from the end of the train on: a cramp, or none.
    times_ms, motor_units
        Discharges of motoneurons at the muscle after the train, ms from its end, and the unit of each; shape (n,).
    force
        Force from the end of the train on, 1 ms grid, share of maximum; shape (n_ms,).
    """

    reading: Reading
    times_ms: Floats
    motor_units: Ints
    force: Floats


class Preparation:
    """An arc that runs, can be stimulated, stretched and cut, and goes on from where it is.

    Parameters
    ----------
    graph, site
        The graph of the patient and the site whose arc is run.
    seed
        Of everything that is chance in this run; that of the person's anatomy is the graph's.
    longest_ms
        Room for the record, ms.
    """

    def __init__(
        self,
        graph: Graph,
        site: SiteKey,
        *,
        seed: int,
        longest_ms: int,
        values: Values = DEFAULTS,
        dt_ms: float = DT_MS,
    ) -> None:
        self.site, self.values, self.dt_ms = site, values, dt_ms
        self.anatomy_seed = int(graph.graph["seed"])
        self.stretch_n = 0.0
        self.arc: Arc = read_arc(graph, site, values)
        self.units: Units = units(self.arc, self.anatomy_seed, values, dt_ms)
        self.constants: Constants = self._constants()
        self.state: State = rest(self.units, seed, dt_ms)
        self.now_ms = 0
        self._key = np.uint64(stream_key(seed, "kernel"))
        self._electrode = stream(seed, "electrode")
        self._n = 0
        self._times = np.empty(MAX_DISCHARGES)
        self._fired = np.empty(MAX_DISCHARGES, dtype=np.int64)
        self._force = np.empty(longest_ms + 1)
        self._counts = np.zeros(layout.N_COUNTS)

    def _constants(self) -> Constants:
        return constants(self.arc, NO_NEEDLE, self.values, needle_ms=NEVER_MS, stretch_n=self.stretch_n)

    def edit(self, graph: Graph) -> None:
        """Go on with an edited graph of the same arc, e.g. one whose dorsal roots have been cut."""
        self.arc = read_arc(graph, self.site, self.values)
        self.units = units(self.arc, self.anatomy_seed, self.values, self.dt_ms)
        self.constants = self._constants()

    def stretch(self, force_n: float) -> None:
        """Pull on the tendon with a force, N, from now on: its organs feel it, the muscle does not move."""
        self.stretch_n = force_n
        self.constants = self._constants()

    def run(self, until_ms: int, *, quiet_ms: float = NEVER_MS) -> None:
        """Run on to a time, ms, or until no unit has fired for `quiet_ms`.

        Raises
        ------
        ModelInputError
            If the time lies beyond the room of the record.
        """
        require_between("preparation.until_ms", until_ms, self.now_ms, self._force.size, "ms")
        written, end_ms = kernel.run(
            self.constants, self.units, self.state, self._key, self.now_ms, until_ms, 0.0, quiet_ms, self.dt_ms,
            self._times[self._n :], self._fired[self._n :], self._force[self.now_ms :], self._counts,
        )  # fmt: skip
        self._n += int(written)
        self.now_ms = int(end_ms)

    def train(self, rate_hz: float, *, length_ms: float | None = None) -> None:
        """Give a train of pulses from now on, through an electrode over the muscle, and run to its end.

        Parameters
        ----------
        rate_hz
            Pulses a second, 0.1 to 200.
        length_ms
            Of the train, ms; None is that of the parameter table.

        Notes
        -----
        Each pulse excites the same motor and Ia axons, whole-number shares drawn once. The muscle fibres of all these
        motor axons answer; what runs back to the cord fires the motoneurons whose root conducts, without reaching the
        muscle again: their after-hyperpolarisation, adaptation and Renshaw cells see it.
        """
        _require_rate(rate_hz)
        length_ms = self.values["train_length_ms"] if length_ms is None else length_ms
        motor = self._chosen(self.units.motor_conducts.size, self.values["train_motor_share"])
        n_ia = int(self.units.class_end[0])
        ia = self._chosen(n_ia, self.values["train_ia_share"])
        back_ms = float(np.mean(self.units.motor_delay_ms[motor])) - self.values["neuromuscular_ms"]
        pulses = self.now_ms + np.arange(0.0, length_ms, 1000.0 / rate_hz)
        for at_ms, is_back in sorted([(t, False) for t in pulses] + [(t + back_ms, True) for t in pulses]):
            self.run(int(at_ms))
            if is_back:
                _antidromic(self, motor, at_ms)
            else:
                _orthodromic(self, motor, ia, at_ms)
        self.run(max(int(pulses[-1] + 1000.0 / rate_hz), self.now_ms))

    def _chosen(self, n: int, share: float) -> Ints:
        return np.sort(self._electrode.permutation(n)[: round(share * n)])

    def after(self, start_ms: int) -> After:
        """Return what happened from a time on, read by the rule of the model."""
        times_ms = self._times[: self._n] - start_ms
        order = np.argsort(times_ms, kind="stable")
        order = order[times_ms[order] >= 0.0]
        times_ms, motor_units = times_ms[order], self._fired[: self._n][order]
        force = self._force[start_ms : self.now_ms].copy()
        return After(read(times_ms, motor_units, force, 0.0, self.values), times_ms, motor_units, force)


def prepared(graph: Graph, site: SiteKey, *, seed: int, longest_ms: int, values: Values = DEFAULTS) -> Preparation:
    """Return the arc of a site, at rest and running for a moment; raise `GraphError` if the graph does not hold it."""
    preparation = Preparation(graph, site, seed=seed, longest_ms=longest_ms, values=values)
    preparation.run(REST_MS)
    return preparation


def after_train(
    graph: Graph, site: SiteKey, rate_hz: float, *, seed: int, watched_ms: int, values: Values = DEFAULTS
) -> After:
    """Return what an arc does in the `watched_ms` after a train of pulses, or until it is quiet.

    Raises
    ------
    ModelInputError
        If the rate is not 0.1 to 200 Hz.
    GraphError
        If the graph does not hold the arc of the site.
    """
    _require_rate(rate_hz)
    longest_ms = REST_MS + int(values["train_length_ms"] + 1000.0 / rate_hz) + watched_ms + 1
    preparation = prepared(graph, site, seed=seed, longest_ms=longest_ms, values=values)
    preparation.train(rate_hz)
    end_ms = preparation.now_ms
    preparation.run(end_ms + watched_ms, quiet_ms=QUIET_MS)
    return preparation.after(end_ms)


def cramp_threshold_hz(graph: Graph, site: SiteKey, *, seed: int, values: Values = DEFAULTS) -> float | None:
    """Return the lowest rate of stimulation whose train leaves a cramp, Hz; None where none up to the last does.

    Notes
    -----
    As in the published protocols: trains of one length, each faster than the one before, on the rested muscle. Whether
    it is a cramp says the rule by which a needle's answer is read.
    """
    watched_ms = int(max(values["cramp_sustained_ms"], values["cramp_force_at_ms"]) + values["cramp_window_ms"])
    rate_hz = values["train_first_hz"]
    while rate_hz <= values["train_last_hz"]:
        if after_train(graph, site, rate_hz, seed=seed, watched_ms=watched_ms, values=values).reading.kind == "cramp":
            return rate_hz
        rate_hz += values["train_step_hz"]
    return None


def _require_rate(rate_hz: float) -> None:
    require_between("train.rate_hz", rate_hz, RATE_MIN_HZ, RATE_MAX_HZ, "Hz")


def _orthodromic(preparation: Preparation, motor: Ints, ia: Ints, at_ms: float) -> None:
    """Let a pulse reach the muscle fibres, and the terminals of the Ia axons whose root conducts."""
    u, s = preparation.units, preparation.state
    arrival = at_ms + preparation.values["neuromuscular_ms"]
    whole, share = int(arrival), arrival - int(arrival)
    s.muscle_ring[whole % layout.MUSCLE_RING_MS, motor] += 1.0 - share
    s.muscle_ring[(whole + 1) % layout.MUSCLE_RING_MS, motor] += share
    conducting = ia[u.afferent_conducts[ia]]
    arrivals_ms = at_ms + u.afferent_delay_ms[conducting]
    put_ia_volley(preparation.constants, s, conducting, at_ms, arrivals_ms, preparation.dt_ms)


def _antidromic(preparation: Preparation, motor: Ints, at_ms: float) -> None:
    """Let the spikes that run back along motor axons fire their motoneurons."""
    u, s, c = preparation.units, preparation.state, preparation.constants
    steps_per_ms = round(1.0 / preparation.dt_ms)
    fired = motor[u.motor_conducts[motor]]
    s.v[fired] = 0.0
    s.ready[fired] = int((at_ms + c.motoneuron_refractory_ms) * steps_per_ms)
    s.ahp[fired] += c.ahp_step
    s.adapt_fast[fired] += c.adaptation_fast_step
    s.adapt_slow[fired] += c.adaptation_slow_step
    arrivals_ms = np.full(fired.size, at_ms + c.renshaw_delay_ms)
    put_spikes(s, layout.REN_IN, arrivals_ms, np.full(fired.size, c.w_renshaw), preparation.dt_ms)
