/** What a benchmark is, and what its numbers say. */
@NullMarked
package coral.bench.internal.measure;

import org.jspecify.annotations.NullMarked;
