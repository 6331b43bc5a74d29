// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.disk.Volume;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What all parts of one file system's coordinator share.
 *
 * @param name the file system's name
 * @param catalogue the authority
 * @param volume the files
 * @param clock time of requests; it may jump
 * @param nanos time of leases, as of {@link System#nanoTime}: it only ever goes on
 * @param steps told of progress through what must survive a crash
 */
public record Context(String name, Catalogue catalogue, Volume volume, Clock clock, LongSupplier nanos, Steps steps) {}
