package io.github.steadwork.engine;

import io.github.steadwork.job.DataVolume;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an attempt used, as far as its JVM could tell. On a virtual thread neither CPU time nor allocation can be told.
 *
 * @param cpu the CPU time of the thread that ran it; what other threads did for it is not in it
 * @param allocatedBytes what that thread allocated; most of it is gone long before the end
 * @param peakHeapBytes the most heap that the worker's process, with all that ran in it, had used until then
 * @param done how far it said it was at the end, in its own units, as rows; 0 if it never said
 * @param data what it said that it has read and written
 */
public record ResourceUse(
        Optional<Duration> cpu, OptionalLong allocatedBytes, long peakHeapBytes, long done, DataVolume data) {}
