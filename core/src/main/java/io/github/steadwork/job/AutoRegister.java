package io.github.steadwork.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a job with a public constructor without parameters that {@link JobRegistry.Builder#registerDiscovered} shall
 * find. An annotation processor (artifact {@code steadwork-processor}) lists it at compile time, so that nothing is
 * scanned at run time.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface AutoRegister {}
