/* The reflex arc of sim/reflex/kernel.py in plain C: the same equations, step by step, with the exponentials and
   powers written out. Constants, unit constants and state come as arrays; their places are defined by the caller
   (C_name, U_name, S_name), so that the two programs cannot disagree about an order. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define RING_CHANNELS 8

static uint64_t hash(uint64_t key, uint64_t unit, uint64_t index) {
    uint64_t x = key ^ (unit * 0x9E3779B97F4A7C15u) ^ (index * 0xC2B2AE3D27D4EB4Fu);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static double normal(uint64_t key, uint64_t unit, uint64_t index) {
    uint64_t x = hash(key, unit, index);
    uint64_t total = (x & 0xFFFF) + ((x >> 16) & 0xFFFF) + ((x >> 32) & 0xFFFF) + (x >> 48);
    return ((double)(int64_t)total - 131070.0) * (1.7320508075688772 / 65536.0);
}

static void put(double *ring, int channel, int64_t mask, double steps, double amount) {
    int64_t whole = (int64_t)steps;
    double share = steps - (double)whole;
    ring[(whole & mask) * RING_CHANNELS + channel] += amount * (1.0 - share);
    ring[((whole + 1) & mask) * RING_CHANNELS + channel] += amount * share;
}

/* Interneurons of one kind, one step; a spike leaves at its time within the step. `noise` may be null. */
static void interneurons(double *v, double *wait, const double *gain, const double *noise, int64_t n, double trace,
                         double threshold, double alpha, double refractory, double dt, double *ring, int channel,
                         int64_t mask, double at_steps, double amount) {
    for (int64_t i = 0; i < n; i++) {
        wait[i] -= dt;
        if (wait[i] > 0.0) continue;
        double before = v[i], after = before + alpha * (gain[i] * trace + (noise ? noise[i] : 0.0) - before);
        v[i] = after;
        if (after < threshold) continue;
        double share = after > before ? fmin(fmax((threshold - before) / (after - before), 0.0), 1.0) : 0.0;
        v[i] = 0.0;
        wait[i] = refractory - (1.0 - share) * dt;
        put(ring, channel, mask, at_steps + share, amount);
    }
}

/* What one step leaves of a trace, and the trace's mean within the step. */
static double kept(double tau, double dt, double *mean) {
    double keep = exp(-dt / tau);
    *mean = (1.0 - keep) * tau / dt;
    return keep;
}

int64_t run(const double *c, void **u, void **s, const int64_t *n, uint64_t key, int64_t start_ms, int64_t end_ms,
            double needle_ms, double quiet_ms, double dt, double *times, int64_t *units, int64_t room, double *force,
            int64_t *ended) {
    const int64_t n_motor = n[0], n_pro = n[1], n_ib = n[2], n_ren = n[3], n_aff = n[4], mask = n[5] - 1;
    const double *resistance = u[U_resistance], *inverse_rheobase = u[U_inverse_rheobase], *threshold = u[U_threshold];
    const double *alpha = u[U_alpha], *ahp_decay = u[U_ahp_decay], *noise_mv = u[U_noise_mv], *weight = u[U_weight];
    const double *pic_peak = u[U_pic_peak], *twitch_decay = u[U_twitch_decay], *twitch_gain = u[U_twitch_gain];
    const double *force_share = u[U_force_share], *motor_delay = u[U_motor_delay_ms], *pro_gain = u[U_pro_gain];
    const double *aff_delay = u[U_afferent_delay_ms], *sensitivity = u[U_sensitivity];
    const uint8_t *motor_conducts = u[U_motor_conducts], *aff_conducts = u[U_afferent_conducts];
    const int64_t *class_end = u[U_class_end];
    double *v = s[S_v], *ahp = s[S_ahp], *pic = s[S_pic], *pic_input = s[S_pic_input], *noise = s[S_noise];
    double *fast = s[S_adapt_fast], *slow = s[S_adapt_slow], *ta = s[S_twitch_a], *tb = s[S_twitch_b];
    double *muscle_ring = s[S_muscle_ring], *pro_v = s[S_pro_v], *pro_wait = s[S_pro_wait], *pro_noise = s[S_pro_noise];
    double *phase = s[S_phase], *interval = s[S_interval], *release = s[S_release], *last = s[S_last_ms];
    double *ring = s[S_ring];
    int64_t *ready = s[S_ready], *n_fired = s[S_n_fired];
    const int64_t steps_per_ms = (int64_t)lround(1.0 / dt);
    double mean_ia, mean_pro, mean_pro_in, mean_ib_in, mean_ib, mean_ren_in, mean_ren;
    const double keep_ia = kept(c[C_ia_tau_ms], dt, &mean_ia);
    const double keep_pro = kept(c[C_propriospinal_to_pool_tau_ms], dt, &mean_pro);
    const double keep_pro_in = kept(c[C_propriospinal_input_tau_ms], dt, &mean_pro_in);
    const double keep_ib_in = kept(c[C_ib_input_tau_ms], dt, &mean_ib_in);
    const double keep_ib = kept(c[C_ib_inhibition_tau_ms], dt, &mean_ib);
    const double keep_ren_in = kept(c[C_renshaw_input_tau_ms], dt, &mean_ren_in);
    const double keep_ren = kept(c[C_renshaw_inhibition_tau_ms], dt, &mean_ren);
    const double in_alpha = 1.0 - exp(-dt / c[C_interneuron_tau_ms]);
    const double ceiling = c[C_propriospinal_ceiling_na], refractory = c[C_interneuron_refractory_ms];
    double ia = 0, pro = 0, pro_in = 0, ib_in = 0, ib = 0, ren_in = 0, ren = 0, metab = 0, gamma = 0, f_before = 0;
    double last_fired = needle_ms, drive[1024];
    int64_t n_out = 0, ms = start_ms;
    for (; ms < end_ms && (double)ms - last_fired <= quiet_ms; ms++) {
        double f = 0.0;
        double *arriving = muscle_ring + (ms % MUSCLE_RING_MS) * n_motor;
        for (int i = 0; i < n_motor; i++) {
            double b = twitch_decay[i] * (tb[i] + twitch_gain[i] * ta[i]);
            ta[i] = twitch_decay[i] * ta[i] + arriving[i];
            arriving[i] = 0.0;
            tb[i] = b;
            if (b > 1e-3) {
                double y = pow(b, FORCE_EXPONENT);
                f += force_share[i] * y / (y + FORCE_HALF);
            }
        }
        f *= c[C_elastic_share];
        force[ms - start_ms] = f;
        metab += (c[C_metabolite_gain] * f - metab) / c[C_metabolite_tau_ms];
        double iii = c[C_iii_contraction_hz] * c[C_loop_gain] * f / (f + c[C_contraction_half]);
        double iv = c[C_iv_contraction_hz] * c[C_loop_gain] * metab / (metab + c[C_contraction_half]);
        gamma += (iii * c[C_fusimotor_iii] + iv * c[C_fusimotor_iv] - gamma) / c[C_fusimotor_tau_ms];
        double since = (double)ms - needle_ms, quick = 0.0, lasting = 0.0;
        if (since >= 0.0) {
            quick = c[C_stimulus] * exp(-since / c[C_iii_needle_tau_ms]);
            lasting = exp(-since / c[C_iv_needle_tau_ms]);
        }
        double slack = c[C_unloading] * f, speed = c[C_unloading] * (f - f_before) * 1000.0;
        double rates[5];
        rates[0] = fmax(c[C_ia_rest_hz] + c[C_ia_fusimotor_hz] * gamma - c[C_ia_unloading_hz] * slack -
                            c[C_ia_velocity_hz_s] * speed, 0.0) + c[C_ia_needle_hz] * quick;
        rates[1] = fmax(c[C_ii_rest_hz] + c[C_ii_fusimotor_hz] * gamma - c[C_ii_unloading_hz] * slack, 0.0) +
                   c[C_ii_needle_hz] * quick;
        rates[2] = c[C_ib_gain_hz] * log(1.0 + (c[C_ib_force_n] * f + c[C_stretch_n]) / c[C_ib_scale_n]);
        rates[3] = c[C_iii_rest_hz] + iii + c[C_iii_needle_hz] * quick;
        rates[4] = c[C_iv_rest_hz] + iv + (c[C_iv_needle_hz] * c[C_stimulus] + c[C_iv_grip_hz] * c[C_grip]) * lasting;
        f_before = f;
        int fibre = 0;
        for (int i = 0; i < n_aff; i++) {
            while (i >= class_end[fibre]) fibre++;
            double gain = rates[fibre] * sensitivity[i] * 1e-3, before = phase[i];
            phase[i] = before + gain;
            if (phase[i] < interval[i]) continue;
            double at = (double)ms + (interval[i] - before) / gain;
            phase[i] -= interval[i];
            n_fired[i]++;
            interval[i] = fmax(1.0 + c[C_interval_noise] * normal(key, 1000 + (uint64_t)i, (uint64_t)n_fired[i]), 0.2);
            if (!aff_conducts[i]) continue;
            double arrival = (at + aff_delay[i]) * (double)steps_per_ms;
            if (fibre == 0) {
                double left = 1.0 - (1.0 - release[i]) * exp(-(at - last[i]) / c[C_ia_recovery_ms]);
                release[i] = left * c[C_ia_depression];
                last[i] = at;
                put(ring, IA_POOL, mask, arrival, c[C_w_ia] * left);
            } else if (fibre == 2) {
                put(ring, IB_IN, mask, arrival, c[C_w_ib]);
            } else {
                put(ring, PRO_IN, mask, arrival, fibre == 1 ? c[C_w_ii] : fibre == 3 ? c[C_w_iii] : c[C_w_iv]);
            }
        }
        double excitation = ia + ceiling * (1.0 - exp(-pro / ceiling));
        double inhibition = ib + c[C_renshaw_on_pic] * ren - c[C_tone_na];
        for (int i = 0; i < n_motor; i++) {
            noise[i] = c[C_noise_keep] * noise[i] + c[C_noise_step] * noise_mv[i] * normal(key, (uint64_t)i, (uint64_t)ms);
            fast[i] *= 1.0 - 1.0 / c[C_adaptation_fast_tau_ms];
            slow[i] *= 1.0 - 1.0 / c[C_adaptation_slow_tau_ms];
            double outward = fast[i] + slow[i];
            double x = (weight[i] * excitation - inhibition) * inverse_rheobase[i] + pic_peak[i] * pic[i] - outward;
            pic_input[i] += (x - pic_input[i]) / c[C_pic_input_tau_ms];
            x = pic_input[i];
            double goal = 1.0 / (1.0 + exp(-(x - PIC_HALF) / PIC_WIDTH));
            double fall = c[C_pic_fall_fast_ms] + PIC_FALL_SLOW_MS / (1.0 + exp(-(x - PIC_FALL_HALF) / PIC_FALL_WIDTH));
            pic[i] += (goal - pic[i]) / (goal > pic[i] ? c[C_pic_rise_ms] : fall);
            drive[i] = c[C_motoneuron_threshold_mv] * (pic_peak[i] * pic[i] - outward) +
                       c[C_motoneuron_noise_gain] * noise[i];
        }
        for (int i = 0; i < n_pro; i++)
            pro_noise[i] = c[C_noise_keep] * pro_noise[i] +
                           c[C_noise_step] * c[C_propriospinal_noise] * normal(key, 2000 + (uint64_t)i, (uint64_t)ms);
        for (int64_t step = ms * steps_per_ms; step < (ms + 1) * steps_per_ms; step++) {
            double *in = ring + (step & mask) * RING_CHANNELS;
            ia = ia * keep_ia + in[IA_POOL] * mean_ia;
            pro = pro * keep_pro + in[PRO_POOL] * mean_pro;
            pro_in = pro_in * keep_pro_in + in[PRO_IN] * mean_pro_in;
            ib_in = ib_in * keep_ib_in + in[IB_IN] * mean_ib_in;
            ib = ib * keep_ib + in[IB_POOL] * mean_ib;
            ren_in = ren_in * keep_ren_in + in[REN_IN] * mean_ren_in;
            ren = ren * keep_ren + in[REN_POOL] * mean_ren;
            for (int k = 0; k < RING_CHANNELS; k++) in[k] = 0.0;
            excitation = ia + ceiling * (1.0 - exp(-pro / ceiling));
            double begin = (double)step;
            interneurons(pro_v, pro_wait, pro_gain, pro_noise, n_pro, pro_in, c[C_propriospinal_threshold], in_alpha,
                         refractory, dt, ring, PRO_POOL, mask, begin + c[C_pro_pool_delay_ms] * (double)steps_per_ms,
                         c[C_w_pro_pool]);
            interneurons(s[S_ib_v], s[S_ib_wait], u[U_ib_gain], NULL, n_ib, ib_in, 1.0, in_alpha, refractory, dt, ring,
                         IB_POOL, mask, begin + c[C_ib_pool_delay_ms] * (double)steps_per_ms, c[C_w_ib_pool]);
            interneurons(s[S_ren_v], s[S_ren_wait], u[U_ren_gain], NULL, n_ren, ren_in, 1.0, in_alpha, refractory, dt,
                         ring, REN_POOL, mask, begin + c[C_ren_pool_delay_ms] * (double)steps_per_ms, c[C_w_ren_pool]);
            inhibition = ib + ren - c[C_tone_na];
            for (int i = 0; i < n_motor; i++) {
                double push = resistance[i] * (weight[i] * excitation - inhibition) + drive[i] +
                              c[C_motoneuron_floor_mv] * ahp[i];
                double half = 0.5 * alpha[i] * (1.0 + ahp[i]), before = v[i];
                double x = (before * (1.0 - half) + alpha[i] * push) / (1.0 + half);
                if (x < c[C_motoneuron_floor_mv]) x = c[C_motoneuron_floor_mv];
                if (step < ready[i]) x = 0.0;
                ahp[i] *= ahp_decay[i];
                v[i] = x;
                if (x < threshold[i]) continue;
                double share = (threshold[i] - before) / (x - before);
                double at = ((double)step + fmin(fmax(share, 0.0), 1.0)) * dt;
                v[i] = 0.0;
                ready[i] = step + (int64_t)(c[C_motoneuron_refractory_ms] * (double)steps_per_ms);
                ahp[i] += c[C_ahp_step];
                fast[i] += c[C_adaptation_fast_step];
                slow[i] += c[C_adaptation_slow_step];
                put(ring, REN_IN, mask, (at + c[C_renshaw_delay_ms]) * (double)steps_per_ms, c[C_w_renshaw]);
                if (!motor_conducts[i]) continue;
                double arrival = at + motor_delay[i];
                int64_t whole = (int64_t)arrival;
                muscle_ring[(whole % MUSCLE_RING_MS) * n_motor + i] += 1.0 - (arrival - (double)whole);
                muscle_ring[((whole + 1) % MUSCLE_RING_MS) * n_motor + i] += arrival - (double)whole;
                last_fired = (double)ms;
                if (n_out < room) {
                    times[n_out] = arrival;
                    units[n_out++] = i;
                }
            }
        }
    }
    *ended = ms;
    return n_out;
}
