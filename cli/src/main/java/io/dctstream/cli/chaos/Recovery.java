package io.dctstream.cli.chaos;

import io.dctstream.cli.chaos.ChaosPlan.Victim;

/**
 * How the job came back.
 *
 * @param killed what was killed
 * @param at when, in seconds after the run began
 * @param seconds from the kill until a checkpoint was complete that was begun after it
 */
record Recovery(Victim killed, double at, double seconds) {}
