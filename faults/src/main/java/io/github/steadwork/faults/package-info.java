/**
 * What the fault suite is made of: {@link io.github.steadwork.faults.WorkerMain} is a worker process that can be ill-treated, {@link io.github.steadwork.faults.Ledger} is where
 * its jobs write down what they really did, whatever the database says, and {@link io.github.steadwork.faults.Wire} and {@link io.github.steadwork.faults.ReplyLoss} break its
 * connections.
 */
@NullMarked
package io.github.steadwork.faults;

import org.jspecify.annotations.NullMarked;
