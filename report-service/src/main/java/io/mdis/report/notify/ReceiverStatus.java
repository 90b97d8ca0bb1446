package io.mdis.report.notify;

/**
 * A receiver and how it stands with it.
 *
 * @param receiver as configured
 * @param state of sending
 * @param waiting alerts that it is still to be told of
 * @param dead alerts among its dead letters
 */
public record ReceiverStatus(Receiver receiver, ReceiverState state, long waiting, long dead) {}
