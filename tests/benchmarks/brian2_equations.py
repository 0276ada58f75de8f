"""The equations of the reflex arc as Brian2 reads them; `sim/MODEL.md` section 3 says the same in words.

Lengths of time and rates are quantities; potentials (mV above rest), currents (nA) and resistances (MΩ) are numbers.
"""

from __future__ import annotations

TRACES = {
    "ia": "ia_tau",
    "pro_in": "propriospinal_input_tau",
    "ib_in": "ib_input_tau",
    "ren_in": "renshaw_input_tau",
    "pro": "propriospinal_to_pool_tau",
    "ib": "ib_inhibition_tau",
    "ren": "renshaw_inhibition_tau",
}
"""What one spike leaves at its target, summed over all spikes of a kind, and the time in which it decays."""
# Each is what the trace is on average within the step. A spike that arrives between two steps is shared between them:
# what it brings waits in `soon`, `later` and `last`.
CORD = (
    "\n".join(f"{x} : 1\n{x}_soon : 1\n{x}_later : 1\n{x}_last : 1" for x in TRACES)
    + """
excitation : 1
inhibition : 1
dendritic_inhibition : 1
"""
)
CORD_STEP = (
    "\n".join(
        f"{x} = {x}*exp(-dt/{tau}) + {x}_soon*(1 - exp(-dt/{tau}))*{tau}/dt\n"
        f"{x}_soon = {x}_later\n{x}_later = {x}_last\n{x}_last = 0"
        for x, tau in TRACES.items()
    )
    + """
excitation = ia + propriospinal_ceiling_na*(1 - exp(-pro/propriospinal_ceiling_na))
inhibition = ib + ren - tone_na
dendritic_inhibition = ib + renshaw_on_pic*ren - tone_na
"""
)

MOTONEURONS = """
v : 1
push = resistance*(weight*excitation - inhibition) + drive : 1
dg/dt = -g/ahp_tau : 1
v_before : 1
share : 1
n_fired : integer
drive : 1
pic : 1
pic_input : 1
adapt_fast : 1
adapt_slow : 1
excitation : 1 (linked)
inhibition : 1 (linked)
dendritic_inhibition : 1 (linked)
resistance : 1 (constant)
inverse_rheobase : 1 (constant)
firing_threshold : 1 (constant)
weight : 1 (constant)
pic_peak : 1 (constant)
tau : second (constant)
ahp_tau : second (constant)
"""
# dv/dt = (push - v - g*(v - motoneuron_floor_mv))/tau by the trapezoidal rule, never below the floor.
MEMBRANE_STEP = """
v_before = v
half = 0.5*dt/tau*(1 + g)
charge = dt/tau*(push + g*motoneuron_floor_mv)
ready = int(t - lastspike > motoneuron_refractory - 0.5*dt)
v = ready*clip((v*(1 - half) + charge)/(1 + half), motoneuron_floor_mv, inf)
"""
MOTONEURON_RESET = """
share = clip((firing_threshold - v_before)/(v - v_before), 0, 1)
n_fired += 1
v = 0
g += ahp_step
adapt_fast += adaptation_fast_step
adapt_slow += adaptation_slow_step
"""
SLOW_CURRENTS = """
adapt_fast *= 1 - slow_dt/adaptation_fast_tau
adapt_slow *= 1 - slow_dt/adaptation_slow_tau
outward = adapt_fast + adapt_slow
x = (weight*excitation - dendritic_inhibition)*inverse_rheobase + pic_peak*pic - outward
pic_input += (x - pic_input)*slow_dt/pic_input_tau
goal = 1/(1 + exp(-(pic_input - pic_half)/pic_width))
fall_tau = pic_fall_fast + pic_fall_slow/(1 + exp(-(pic_input - pic_fall_half)/pic_fall_width))
pic_tau = pic_rise*int(goal > pic) + fall_tau*int(goal <= pic)
pic += (goal - pic)*slow_dt/pic_tau
drive = motoneuron_threshold_mv*(pic_peak*pic - outward)
"""

INTERNEURONS = """
dv/dt = (gain*trace - v)/interneuron_tau : 1 (unless refractory)
v_before : 1
share : 1
n_fired : integer
trace : 1 (linked)
gain : 1 (constant)
"""
INTERNEURON_RESET = """
share = clip((cell_threshold - v_before)/(v - v_before), 0, 1)
n_fired += 1
v = 0
"""

MUSCLE = """
da/dt = -a/twitch_time : 1
db/dt = (e_number*a - b)/twitch_time : 1
soon : 1
later : 1
last : 1
twitch_time : second (constant)
force_share : 1 (constant)
"""
MUSCLE_ARRIVALS = """
a += soon
soon = later
later = last
last = 0
"""
ACTIVE = """
activated = clip(b_pre, 0, inf)**force_exponent : 1
activity_post = force_share_pre*activated/(activated + force_half) : 1 (summed)
"""

# An axon carries its spikes in slots: where in its step each began, and its weight, are kept until it arrives.
AXON = """
slot : integer (constant)
n_slots : integer (shared, constant)
past : 1 (constant)
w : 1 (constant)
n_arrived : integer
begun : 1
amount : 1
"""
LAUNCH = """
mine = int(n_fired_pre % n_slots == slot)
begun = mine*share_pre + (1 - mine)*begun
amount = mine*w*{release} + (1 - mine)*amount
"""
ARRIVE = """
n_arrived += 1
now = int(n_arrived % n_slots == slot)*amount
place = {place}
{into}soon_post += now*clip(1 - place, 0, 1)
{into}later_post += now*(1 - abs(place - 1))
{into}last_post += now*clip(place - 1, 0, 1)
"""

BAND = """
activity : 1
force : 1
metabolites : 1
gamma : 1
rate_ia : Hz
rate_ii : Hz
rate_ib : Hz
rate_iii : Hz
rate_iv : Hz
"""
BAND_STEP = """
now = elastic_share*activity
metabolites += (metabolite_gain*now - metabolites)*slow_dt/metabolite_tau
contraction_iii = iii_contraction*loop_gain*now/(now + contraction_half)
contraction_iv = iv_contraction*loop_gain*metabolites/(metabolites + contraction_half)
gamma += (contraction_iii*fusimotor_iii/Hz + contraction_iv*fusimotor_iv/Hz - gamma)*slow_dt/fusimotor_tau
since = t - needle
in_tissue = int(since > -0.5*slow_dt)
fast = in_tissue*stimulus*exp(-clip(since/iii_needle_tau, 0, inf))
slow = in_tissue*exp(-clip(since/iv_needle_tau, 0, inf))
speed = unloading*(now - force)/slow_dt
ia = ia_rest + ia_fusimotor*gamma - ia_unloading*unloading*now - ia_velocity_hz_s*speed
ii = ii_rest + ii_fusimotor*gamma - ii_unloading*unloading*now
rate_ia = clip(ia, 0*Hz, inf*Hz) + ia_needle*fast
rate_ii = clip(ii, 0*Hz, inf*Hz) + ii_needle*fast
rate_ib = ib_gain*log(1 + (ib_force_n*now + stretch_n)/ib_scale_n)
rate_iii = iii_rest + contraction_iii + iii_needle*fast
rate_iv = iv_rest + contraction_iv + (iv_needle*stimulus + iv_grip*grip)*slow
force = now
"""

ENDINGS = """
dphase/dt = rate : 1
rate : Hz
n_fired : integer
share : 1
fired_at : second
left : 1
release : 1
sensitivity : 1 (constant)
fibre : integer (constant)
rate_ia : Hz (linked)
rate_ii : Hz (linked)
rate_ib : Hz (linked)
rate_iii : Hz (linked)
rate_iv : Hz (linked)
"""
ENDINGS_RATE = (
    "rate = sensitivity*(rate_ia*int(fibre == 0) + rate_ii*int(fibre == 1) + rate_ib*int(fibre == 2)"
    " + rate_iii*int(fibre == 3) + rate_iv*int(fibre == 4))"
)
ENDINGS_RESET = """
share = 1 - (phase - 1)/(rate*dt)
phase -= 1
n_fired += 1
left = 1 - (1 - release)*exp(-(t + share*dt - fired_at)/ia_recovery)
release = left*ia_depression
fired_at = t + share*dt
"""
